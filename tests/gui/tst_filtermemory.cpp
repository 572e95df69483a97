// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterhistory.h"
#include "gui/savedfilters.h"
#include "trace/filter.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

/// What the filter bar remembers, without the bar.
class FilterMemoryTest : public QObject
{
    Q_OBJECT
private slots:
    void historyIsBounded();
    void historySteps();
    void builtInOnesAreValid();
    void names();
    void remembered();
};

void FilterMemoryTest::historyIsBounded()
{
    gui::FilterHistory history;
    for (int i = 0; i < 200; ++i)
        history.add(QString::number(i));
    QCOMPARE(history.entries().size(), gui::FilterHistory::most);
    QCOMPARE(history.entries().first(), QStringLiteral("199"));
    history.add(QStringLiteral(" 180 "));
    history.add(QStringLiteral("  "));
    QCOMPARE(history.entries().size(), gui::FilterHistory::most);
    QCOMPARE(history.entries().first(), QStringLiteral("180"));
    QCOMPARE(history.entries().count(QStringLiteral("180")), 1);
}

void FilterMemoryTest::historySteps()
{
    gui::FilterHistory history;
    QCOMPARE(history.older(QStringLiteral("x")), QStringLiteral("x"));
    QCOMPARE(history.newer(QStringLiteral("x")), QStringLiteral("x"));
    history.add(QStringLiteral("a"));
    history.add(QStringLiteral("b"));
    QCOMPARE(history.older(QStringLiteral("b")), QStringLiteral("a")); // b stands there already
    QCOMPARE(history.newer(QStringLiteral("a")), QStringLiteral("b"));
    QCOMPARE(history.newer(QStringLiteral("b")), QStringLiteral("b"));
}

void FilterMemoryTest::builtInOnesAreValid()
{
    QVERIFY(gui::builtInFilters().size() >= 5);
    for (const gui::SavedFilter &filter : gui::builtInFilters())
        QVERIFY2(trace::Filter::parse(filter.text), qPrintable(filter.text));
}

void FilterMemoryTest::names()
{
    gui::SavedFilters filters;
    filters.put({QStringLiteral(" b  c "), QStringLiteral("1")});
    filters.put({QStringLiteral("a"), QStringLiteral("2")});
    filters.put({QStringLiteral(" "), QStringLiteral("3")});
    QCOMPARE(filters.entries(),
             QList<gui::SavedFilter>(
                 {{QStringLiteral("a"), QStringLiteral("2")}, {QStringLiteral("b c"), QStringLiteral("1")}}));
    filters.put({QStringLiteral("A"), QStringLiteral("4")});
    QCOMPARE(filters.entries().first(), (gui::SavedFilter{QStringLiteral("A"), QStringLiteral("4")}));
    QVERIFY(!filters.rename(QStringLiteral("A"), QStringLiteral("B C")));
    QVERIFY(!filters.rename(QStringLiteral("A"), QStringLiteral(" ")));
    QVERIFY(!filters.rename(QStringLiteral("none"), QStringLiteral("x")));
    QVERIFY(filters.rename(QStringLiteral("A"), QStringLiteral("z")));
    QCOMPARE(filters.entries().last(), (gui::SavedFilter{QStringLiteral("z"), QStringLiteral("4")}));
    filters.remove(QStringLiteral("B c"));
    QCOMPARE(filters.entries().size(), 1);
}

void FilterMemoryTest::remembered()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    gui::SavedFilters filters;
    gui::FilterHistory history;
    for (const char *name : {"x, y", "ü"}) {
        filters.put({QString::fromUtf8(name), QStringLiteral("path:\"a, b\" | c")});
        filters.save(settings); // also over what was there
        history.add(QString::fromUtf8(name));
        history.save(settings);
    }
    filters.remove(QStringLiteral("ü"));
    filters.save(settings);
    gui::SavedFilters again;
    again.restore(settings);
    QCOMPARE(again.entries(), filters.entries());
    gui::FilterHistory later;
    later.restore(settings);
    QCOMPARE(later.entries(), history.entries());
}

QTEST_GUILESS_MAIN(FilterMemoryTest)
#include "tst_filtermemory.moc"
