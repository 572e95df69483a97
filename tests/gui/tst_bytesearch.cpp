// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bytesearch.h"

#include <QTest>

using gui::Direction;
using gui::Hit;
using gui::Needle;

class ByteSearchTest : public QObject
{
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void findsAcrossItsSteps_data();
    void findsAcrossItsSteps();
    void stopsWhenToldTo();
    void tellsWhyItCannotRead();
    void readsHex_data();
    void readsHex();
    void readsOffsets_data();
    void readsOffsets();
};

namespace {

bool always(qint64 /*done*/)
{
    return true;
}

} // namespace

void ByteSearchTest::finds_data()
{
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<bool>("exactly");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("forward");
    QTest::addColumn<int>("offset");
    QTest::addColumn<bool>("wentRound");
    const auto row = [](const char *name, const char *needle, bool exactly, int from, bool forward,
                        int offset, bool wentRound) {
        QTest::newRow(name) << QByteArray(needle) << exactly << from << forward << offset << wentRound;
    };
    // 0: "abcABCabc"
    row("first", "abc", true, 0, true, 0, false);
    row("next", "abc", true, 1, true, 6, false);
    row("letters large or small", "abc", false, 1, true, 3, false);
    row("small or large", "BC", false, 0, true, 1, false);
    row("round", "abc", true, 7, true, 0, true);
    row("back", "abc", true, 5, false, 0, false);
    row("back on the place itself", "abc", true, 6, false, 6, false);
    row("back round", "abc", true, -1, false, 6, true);
    row("none", "abd", false, 3, true, -1, false);
    row("longer than all", "abcABCabcd", false, 0, true, -1, false);
    row("longer than all, back", "abcABCabcd", false, 4, false, -1, false);
    row("all", "abcABCabc", true, 4, true, 0, true);
    row("from behind the end", "c", true, 100, true, 2, true);
}

void ByteSearchTest::finds()
{
    QFETCH(QByteArray, needle);
    QFETCH(bool, exactly);
    QFETCH(int, from);
    QFETCH(bool, forward);
    const auto hit = gui::findBytes(gui::sourceOf("abcABCabc"),
                                    {needle, exactly ? Qt::CaseSensitive : Qt::CaseInsensitive}, from,
                                    forward ? Direction::Forward : Direction::Backward, always);
    QVERIFY(hit);
    QTEST(int(hit->offset), "offset");
    QTEST(hit->wentRound, "wentRound");
}

void ByteSearchTest::findsAcrossItsSteps_data()
{
    QTest::addColumn<int>("offset");
    constexpr int MiB = 1024 * 1024;
    for (const int offset : {0, MiB - 2, MiB - 1, MiB, 2 * MiB - 1, 3 * MiB - 3})
        QTest::addRow("%d", offset) << offset;
}

void ByteSearchTest::findsAcrossItsSteps()
{
    QFETCH(int, offset);
    QByteArray bytes(3 * 1024 * 1024, '.');
    bytes.replace(offset, 3, "hit");
    for (const auto direction : {Direction::Forward, Direction::Backward}) {
        for (const qint64 from : {qint64(0), qint64(1'500'000), bytes.size() - 1}) {
            const auto hit = gui::findBytes(gui::sourceOf(bytes), {"hit"}, from, direction, always);
            QVERIFY(hit);
            QCOMPARE(hit->offset, offset);
        }
    }
}

void ByteSearchTest::stopsWhenToldTo()
{
    qint64 read = 0;
    const gui::ByteSource endless{qint64(1) << 40, [&read](qint64, qint64 most) {
                                      read += most;
                                      return QByteArray(most, '\0');
                                  }};
    const auto hit
        = gui::findBytes(endless, {"x"}, 0, Direction::Forward, [](qint64 done) { return done < 3'000'000; });
    QVERIFY(hit);
    QCOMPARE(hit->offset, -1);
    QVERIFY(read < 6'000'000);
}

void ByteSearchTest::tellsWhyItCannotRead()
{
    const gui::ByteSource gone{1000, [](qint64, qint64) -> tl::expected<QByteArray, QString> {
                                   return tl::unexpected(QStringLiteral("It is gone."));
                               }};
    const auto hit = gui::findBytes(gone, {"x"}, 0, Direction::Forward, always);
    QVERIFY(!hit);
    QCOMPARE(hit.error(), QStringLiteral("It is gone."));
}

void ByteSearchTest::readsHex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes"); // empty: it is none
    QTest::newRow("pairs") << QStringLiteral("48 54") << QByteArray("HT");
    QTest::newRow("together") << QStringLiteral(" 4854 ") << QByteArray("HT");
    QTest::newRow("large") << QStringLiteral("0D:0a") << QByteArray("\r\n");
    QTest::newRow("as in C") << QStringLiteral("0x48, 0x54") << QByteArray("HT");
    QTest::newRow("zero") << QStringLiteral("00") << QByteArray("\0", 1);
    QTest::newRow("half a byte") << QStringLiteral("48 5") << QByteArray();
    QTest::newRow("split byte") << QStringLiteral("4 8") << QByteArray();
    QTest::newRow("no digits") << QStringLiteral("HT") << QByteArray();
    QTest::newRow("nothing") << QString() << QByteArray();
}

void ByteSearchTest::readsHex()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(gui::bytesOfHex(text).value_or(QByteArray()), bytes);
    QCOMPARE(gui::bytesOfHex(text).has_value(), !bytes.isEmpty());
}

void ByteSearchTest::readsOffsets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset"); // -1: it is none
    QTest::newRow("decimal") << QStringLiteral(" 4096 ") << qint64(4096);
    QTest::newRow("hexadecimal") << QStringLiteral("0X10fF") << qint64(0x10ff);
    QTest::newRow("beyond 32 bits") << QStringLiteral("5000000000") << qint64(5'000'000'000);
    QTest::newRow("negative") << QStringLiteral("-1") << qint64(-1);
    QTest::newRow("negative hexadecimal") << QStringLiteral("0x-1") << qint64(-1);
    QTest::newRow("digits without 0x") << QStringLiteral("ff") << qint64(-1);
    QTest::newRow("nothing") << QString() << qint64(-1);
    QTest::newRow("too large") << QStringLiteral("99999999999999999999") << qint64(-1);
}

void ByteSearchTest::readsOffsets()
{
    QFETCH(QString, text);
    QTEST(gui::offsetOf(text).value_or(-1), "offset");
}

QTEST_APPLESS_MAIN(ByteSearchTest)
#include "tst_bytesearch.moc"
