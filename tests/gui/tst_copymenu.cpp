// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/copymenu.h"
#include "trace/copyas.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>

class CopyMenuTest : public QObject
{
    Q_OBJECT
private slots:
    void copiesEachFormat();
    void disabledWhereThereIsNothing();
    void withoutAnExchange();
};

namespace {

trace::ExchangePtr exchange(const QByteArray &target)
{
    trace::Exchange made;
    made.requestHead = "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
    made.method = {0, 3};
    made.target = {4, quint32(target.size())};
    made.requestLine = {0, quint32(target.size() + 13)};
    made.responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    return std::make_shared<const trace::Exchange>(made);
}

QList<QAction *> formats(const QMenu &menu)
{
    QList<QAction *> entries;
    for (QAction *action : menu.actions().constFirst()->menu()->actions()) {
        if (!action->isSeparator())
            entries += action;
    }
    return entries;
}

const QUrl base(QStringLiteral("http://127.0.0.1:7788/"));

} // namespace

void CopyMenuTest::copiesEachFormat()
{
    QMenu menu;
    const auto row = exchange("/a'b");
    gui::addCopyAs(&menu, row, base);
    const QList<QAction *> entries = formats(menu);
    QCOMPARE(size_t(entries.size()), std::size(trace::copyFormats));
    for (qsizetype i = 0; i < entries.size(); ++i) {
        entries[i]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 trace::copyText(*row, base.toEncoded(), trace::copyFormats[i]));
        QCOMPARE(entries[i]->text(), trace::title(trace::copyFormats[i]));
    }
}

void CopyMenuTest::disabledWhereThereIsNothing()
{
    QMenu menu;
    gui::addCopyAs(&menu, exchange("*"), base);
    QVERIFY(!formats(menu).constFirst()->isEnabled());
    QVERIFY(formats(menu).constLast()->isEnabled());
}

void CopyMenuTest::withoutAnExchange()
{
    QMenu menu;
    gui::addCopyAs(&menu, nullptr, base);
    QVERIFY(!menu.actions().constFirst()->isEnabled());
}

QTEST_MAIN(CopyMenuTest)
#include "tst_copymenu.moc"
