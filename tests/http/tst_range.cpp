// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/range.h"

#include <QTest>

using namespace http;
using Kind = RangeRequest::Kind;
using RangeList = std::vector<ByteRange>;

class TestRange : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void writes();
};

void TestRange::parses_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<RangeList>("ranges");
    const auto row
        = [](const char *name, const QByteArray &field, qint64 size, Kind kind, RangeList ranges = {}) {
              QTest::newRow(name) << field << size << kind << std::move(ranges);
          };
    using enum RangeRequest::Kind;
    constexpr qint64 most = 9'223'372'036'854'775'807;

    row("RFC 9110 §14.1.2: the first 500 bytes", "bytes=0-499", 10'000, Ranges, {{0, 499}});
    row("RFC 9110 §14.1.2: the second 500 bytes", "bytes=500-999", 10'000, Ranges, {{500, 999}});
    row("RFC 9110 §14.1.2: the last 500 bytes", "bytes=-500", 10'000, Ranges, {{9'500, 9'999}});
    row("RFC 9110 §14.1.2: from one byte on", "bytes=9500-", 10'000, Ranges, {{9'500, 9'999}});
    row("RFC 9110 §14.1.2: the first and the last byte", "bytes=0-0,-1", 10'000, Ranges,
        {{0, 0}, {9'999, 9'999}});
    row("RFC 9110 §14.1.2: first, middle and last 1000", "bytes= 0-999, 4500-5499, -1000", 10'000, Ranges,
        {{0, 999}, {4'500, 5'499}, {9'000, 9'999}});
    row("§14.1.2: one byte", "bytes=7-7", 10, Ranges, {{7, 7}});
    row("§14.1.2: all of it", "bytes=0-", 10, Ranges, {{0, 9}});
    row("§14.1.2: an end behind the file's", "bytes=5-99", 10, Ranges, {{5, 9}});
    row("§14.1.2: a suffix as long as the file", "bytes=-10", 10, Ranges, {{0, 9}});
    row("§14.1.2: a suffix longer than the file", "bytes=-11", 10, Ranges, {{0, 9}});
    row("§14.1.2: the last byte there is", "bytes=9-", 10, Ranges, {{9, 9}});
    row("§14.1.2: behind the last byte", "bytes=10-", 10, Unsatisfiable);
    row("§14.1.2: behind the last byte, with an end", "bytes=10-12", 10, Unsatisfiable);
    row("§14.1.2: a suffix of nothing", "bytes=-0", 10, Unsatisfiable);
    row("§14.1.2: several, none of them there", "bytes=10-, -0, 20-30", 10, Unsatisfiable);
    row("§14.1.2: several, one of them there", "bytes=10-, -0, 3-4", 10, Ranges, {{3, 4}});

    row("§14.2: an empty file, from its start", "bytes=0-", 0, Unsatisfiable);
    row("§14.2: an empty file, a suffix", "bytes=-5", 0, Whole);
    row("§14.2: an empty file, no suffix at all", "bytes=-0", 0, Unsatisfiable);
    row("§14.2: an empty file, both", "bytes=0-0,-5", 0, Whole);
    row("§14.2: a file of one byte", "bytes=0-0", 1, Ranges, {{0, 0}});
    row("a file of the greatest size", "bytes=-1", most, Ranges, {{most - 1, most - 1}});

    row("§14.1: the unit without regard to case", "ByTeS=1-2", 10, Ranges, {{1, 2}});
    row("§14.2: another unit", "lines=1-2", 10, Whole);
    row("§14.2: no unit", "=1-2", 10, Whole);
    row("§14.2: only a unit", "bytes", 10, Whole);
    row("§14.2: an empty field", "", 10, Whole);
    row("§14.2: space before the equals sign", "bytes =1-2", 10, Whole);
    row("§5.6.1: space around members", "bytes= 1-2 ,\t4-5 ", 10, Ranges, {{1, 2}, {4, 5}});
    row("§5.6.1: empty members", "bytes=,,1-2, ,,4-5,", 10, Ranges, {{1, 2}, {4, 5}});
    row("§5.6.1: nothing but empty members", "bytes=, ,", 10, Whole);
    row("§14.1.1: no set", "bytes=", 10, Whole);
    row("§14.1.1: only a dash", "bytes=-", 10, Whole);
    row("§14.1.1: no dash", "bytes=5", 10, Whole);
    row("§14.1.1: two dashes", "bytes=1-2-3", 10, Whole);
    row("§14.1.1: minus a minus", "bytes=--1", 10, Whole);
    row("§14.1.1: a sign", "bytes=+1-2", 10, Whole);
    row("§14.1.1: hexadecimal", "bytes=0x1-2", 10, Whole);
    row("§14.1.1: space inside", "bytes=1 - 2", 10, Whole);
    row("§14.1.1: the end before the start", "bytes=2-1", 10, Whole);
    row("§14.1.1: one wrong member spoils the others", "bytes=1-2,5-4", 10, Whole);
    row("§14.1.1: a quote", "bytes=\"1-2\"", 10, Whole);
    row("leading zeros", "bytes=0001-0000000000000000000000002", 10, Ranges, {{1, 2}});

    row("a first position that is too large", "bytes=9223372036854775808-", 10, Unsatisfiable);
    row("positions far too large", "bytes=99999999999999999999-99999999999999999999999", 10, Unsatisfiable);
    row("an end that is too large", "bytes=3-18446744073709551616", 10, Ranges, {{3, 9}});
    row("a suffix that is too large", "bytes=-18446744073709551617", 10, Ranges, {{0, 9}});
    row("the greatest position", "bytes=0-9223372036854775807", most, Ranges, {{0, most - 1}});

    row("§15.3.7.2: two that touch", "bytes=0-4,5-9", 20, Ranges, {{0, 9}});
    row("§15.3.7.2: two that touch, the later first", "bytes=5-9,0-4", 20, Ranges, {{0, 9}});
    row("§15.3.7.2: two that overlap", "bytes=0-5,3-9", 20, Ranges, {{0, 9}});
    row("§15.3.7.2: one in the other", "bytes=0-9,3-5", 20, Ranges, {{0, 9}});
    row("§15.3.7.2: twice the same", "bytes=3-5,3-5", 20, Ranges, {{3, 5}});
    row("§15.3.7.2: one byte between", "bytes=0-4,6-9", 20, Ranges, {{0, 4}, {6, 9}});
    row("§15.3.7.2: in the order asked for", "bytes=15-,0-1,7-8", 20, Ranges, {{15, 19}, {0, 1}, {7, 8}});
    row("§15.3.7.2: two that overlap, one between them", "bytes=0-5,10-11,4-6", 20, Ranges,
        {{0, 5}, {10, 11}, {4, 6}});
    row("§15.3.7.2: many that touch are one", "bytes=0-0,1-1,2-2,3-3", 20, Ranges, {{0, 3}});
    row("§14.2: three that overlap", "bytes=0-5,3-9,4-12", 20, Whole);
    row("§14.2: two pairs that overlap", "bytes=0-1,1-2,10-11,11-12", 20, Whole);
    row("§14.2: the whole file three times", "bytes=0-,0-,0-", 20, Whole);

    QByteArray sixteen = "bytes=";
    RangeList apart;
    for (int at = 0; at < 32; at += 2) {
        sixteen += QByteArray::number(at) + '-' + QByteArray::number(at) + ',';
        apart.push_back({at, at});
    }
    row("§14.2: sixteen", sixteen, 100, Ranges, apart);
    row("§14.2: seventeen", sixteen + "90-90", 100, Whole);
    row("§14.2: seventeen, one of them not there", sixteen + "900-", 100, Whole);
}

void TestRange::parses()
{
    QFETCH(QByteArray, field);
    QFETCH(qint64, size);
    QFETCH(Kind, kind);
    QFETCH(RangeList, ranges);
    const RangeRequest request = parseRange(field, size);
    QCOMPARE(request.kind, kind);
    QCOMPARE(request.ranges, ranges);
}

void TestRange::writes()
{
    QCOMPARE(contentRange({0, 499}, 1234), QByteArray("bytes 0-499/1234"));
    QCOMPARE(contentRange({7, 7}, 8), QByteArray("bytes 7-7/8"));
    QCOMPARE(unsatisfiedRange(1234), QByteArray("bytes */1234"));
    QCOMPARE(unsatisfiedRange(0), QByteArray("bytes */0"));
    QCOMPARE((ByteRange{3, 3}).length(), 1);
    QCOMPARE((ByteRange{0, 499}).length(), 500);
}

QTEST_APPLESS_MAIN(TestRange)
#include "tst_range.moc"
