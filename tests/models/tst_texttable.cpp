// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/texttable.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using models::TextTable;

class TextTableTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void holdsRows();
    void edits();
    void moves_data();
    void moves();
    void marksWhatIsWrong();
    void namesColumns();

private:
    [[nodiscard]] QString firstCells() const;

    std::unique_ptr<TextTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

namespace {

QStringList row(const char *key, const char *value)
{
    return {QString::fromLatin1(key), QString::fromLatin1(value)};
}

/// A key is a digit; a value is anything but empty.
QString check(const QStringList &cells, int column)
{
    const bool fine = column == 0 ? cells[0].size() == 1 && cells[0][0].isDigit() : !cells[1].isEmpty();
    return fine ? QString() : QStringLiteral("column %1 is wrong").arg(column);
}

} // namespace

void TextTableTest::init()
{
    m_tester.reset();
    m_table = std::make_unique<TextTable>(
        QList<TextTable::Column>{{QStringLiteral("Key"), QStringLiteral("One digit")},
                                 {QStringLiteral("Value"), QStringLiteral("Any text")}},
        check);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_table->setRows({row("1", "a"), row("2", "b"), row("3", "c")});
}

QString TextTableTest::firstCells() const
{
    QString cells;
    for (const QStringList &each : m_table->allRows())
        cells += each.first();
    return cells;
}

void TextTableTest::holdsRows()
{
    QCOMPARE(m_table->rowCount(), 3);
    QCOMPARE(m_table->columnCount(), 2);
    QCOMPARE(m_table->index(1, 1).data().toString(), QStringLiteral("b"));
    QCOMPARE(m_table->validRows(), m_table->allRows());
    QSignalSpy reset(m_table.get(), &QAbstractItemModel::modelReset);
    m_table->setRows(QList<QStringList>(m_table->allRows()));
    QCOMPARE(reset.size(), 0);
}

void TextTableTest::edits()
{
    QCOMPARE(m_table->append(), 3);
    QCOMPARE(m_table->validRows().size(), 3);
    QVERIFY(m_table->firstProblem().isEmpty());
    QVERIFY(m_table->setData(m_table->index(3, 0), QStringLiteral(" 4 "), Qt::EditRole));
    QVERIFY(m_table->setData(m_table->index(3, 1), QStringLiteral("d"), Qt::EditRole));
    QCOMPARE(m_table->validRows().last(), row("4", "d"));
    m_table->remove(0);
    QCOMPARE(firstCells(), QStringLiteral("234"));
    QVERIFY(m_table->flags(m_table->index(0, 0)).testFlag(Qt::ItemIsEditable));
}

void TextTableTest::moves_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("by");
    QTest::addColumn<QString>("order");
    QTest::newRow("down") << 0 << 1 << QStringLiteral("213");
    QTest::newRow("up") << 2 << -1 << QStringLiteral("132");
    QTest::newRow("first up") << 0 << -1 << QStringLiteral("123");
    QTest::newRow("last down") << 2 << 1 << QStringLiteral("123");
}

void TextTableTest::moves()
{
    QFETCH(int, from);
    QFETCH(int, by);
    QFETCH(QString, order);
    const QPersistentModelIndex followed(m_table->index(from, 0));
    const QString moved = followed.data().toString();
    m_table->move(from, by);
    QCOMPARE(firstCells(), order);
    QCOMPARE(followed.data().toString(), moved);
}

void TextTableTest::marksWhatIsWrong()
{
    m_table->setRows({row("1", "a"), row("x", ""), row("", "")});
    QVERIFY(m_table->index(0, 0).data(TextTable::ProblemRole).toString().isEmpty());
    QCOMPARE(m_table->index(1, 1).data(TextTable::ProblemRole).toString(),
             QStringLiteral("column 1 is wrong"));
    QCOMPARE(m_table->index(1, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("column 0 is wrong"));
    QCOMPARE(m_table->index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("One digit"));
    QVERIFY(m_table->index(2, 0).data(TextTable::ProblemRole).toString().isEmpty());
    QCOMPARE(m_table->firstProblem(), QStringLiteral("Row 2: column 0 is wrong"));
    QCOMPARE(m_table->validRows(), QList<QStringList>{row("1", "a")});
}

void TextTableTest::namesColumns()
{
    QCOMPARE(m_table->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Key"));
    QCOMPARE(m_table->headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(), QStringLiteral("Any text"));
    QCOMPARE(m_table->headerData(2, Qt::Vertical, Qt::DisplayRole).toInt(), 3);
}

QTEST_GUILESS_MAIN(TextTableTest)
#include "tst_texttable.moc"
