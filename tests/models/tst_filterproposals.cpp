// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterproposals.h"
#include "trace/filter.h"

#include <QTest>

using models::Proposals;
using models::SeenValues;
using trace::FilterKey;

namespace {

trace::ExchangePtr exchange(quint64 id, const QByteArray &path, const QByteArray &type = "text/html")
{
    trace::Exchange made;
    made.id = id;
    made.requestHead = "GET " + path + " HTTP/1.1\r\nHost: a.example\r\nUser-Agent: curl/8 (x)\r\n\r\n";
    made.method = {0, 3};
    made.target = {4, quint32(path.size())};
    made.client = {"127.0.0.1", 50000};
    made.status = 200;
    made.contentType = type;
    made.outcome = trace::Outcome::Complete;
    return std::make_shared<const trace::Exchange>(made);
}

trace::ExchangePtr numbered(quint64 id)
{
    return exchange(id, '/' + QByteArray::number(id));
}

QStringList texts(const std::vector<SeenValues::Value> &values)
{
    QStringList list;
    for (const auto &value : values)
        list += value.text;
    return list;
}

} // namespace

class TestFilterProposals : public QObject
{
    Q_OBJECT
private slots:
    void seenValues();
    void seenValuesAreBounded();
    void follows();
    void words_data();
    void words();
    void everyProposalIsValid();
};

void TestFilterProposals::seenValues()
{
    trace::Log log;
    log.append({exchange(1, "/b"), exchange(2, "/a?x"), exchange(3, "/c/a"), exchange(4, "/c/a"),
                exchange(5, "/d")});
    const SeenValues seen(&log);
    QCOMPARE(texts(seen.matching(FilterKey::Path, u"", 10)),
             QStringList(
                 {QStringLiteral("/c/a"), QStringLiteral("/d"), QStringLiteral("/a"), QStringLiteral("/b")}));
    QCOMPARE(texts(seen.matching(FilterKey::Path, u"/A", 10)), // at the start before elsewhere
             QStringList({QStringLiteral("/a"), QStringLiteral("/c/a")}));
    QCOMPARE(seen.matching(FilterKey::Path, u"", 1).front().count, 2u);
    QCOMPARE(texts(seen.matching(FilterKey::Domain, u"", 10)), QStringList(QStringLiteral("a.example")));
    QCOMPARE(texts(seen.matching(FilterKey::Status, u"", 10)), QStringList(QStringLiteral("200")));
    QVERIFY(seen.matching(FilterKey::Referer, u"", 10).empty());
    QVERIFY(seen.matching(FilterKey::Is, u"", 10).empty());
}

void TestFilterProposals::seenValuesAreBounded()
{
    trace::Log log;
    const SeenValues seen(&log);
    quint64 id = 0;
    for (int frame = 0; frame < 50; ++frame) {
        trace::Batch batch;
        for (int i = 0; i < 50; ++i)
            batch.push_back(numbered(++id));
        batch.push_back(exchange(++id, "/often"));
        batch.push_back(exchange(++id, QByteArray(5000, 'x'))); // too long to be proposed
        log.append(batch);
    }
    const auto values = seen.matching(FilterKey::Path, u"", 10'000);
    QVERIFY(qsizetype(values.size()) <= SeenValues::mostValues);
    QVERIFY(qsizetype(values.size()) > SeenValues::mostValues / 2);
    QCOMPARE(values.front().text, QStringLiteral("/often"));
    QCOMPARE(values.front().count, 50u);
    QCOMPARE(values[1].text, QStringLiteral("/%1").arg(id - 2)); // the newest of the others
}

void TestFilterProposals::follows()
{
    trace::Log log;
    const SeenValues seen(&log);
    auto running = *exchange(1, "/late", {});
    running.status = 0;
    running.outcome = trace::Outcome::InProgress;
    log.append({std::make_shared<const trace::Exchange>(running)});
    QVERIFY(seen.matching(FilterKey::MimeType, u"", 10).empty());
    log.append({exchange(1, "/late", "image/png; q=1")});
    QCOMPARE(texts(seen.matching(FilterKey::MimeType, u"", 10)), QStringList(QStringLiteral("image/png")));
    log.clear();
    QCOMPARE(seen.matching(FilterKey::Path, u"", 10).size(), 1u);
}

/// The cursor is at the bar.
void TestFilterProposals::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<QString>("first"); // its text; empty: nothing is proposed
    const auto row = [](const char *text, qsizetype from, qsizetype length, const char *first) {
        QTest::newRow(text) << QString::fromUtf8(text) << from << length << QString::fromUtf8(first);
    };
    row("¦", 0, 0, "method:");
    row("pa¦", 0, 2, "path:");
    row("-PA¦", 1, 2, "path:");
    row("a !-pa¦", 4, 2, "path:");
    row("a (pa¦th) b", 3, 4, "path:");
    row("a|du¦", 2, 2, "duration:");
    row("head¦", 0, 4, "header:");
    row("lag¦", 0, 3, "loop-lag:");
    row("zzz¦", 0, 3, "");
    row("\"pa¦\" b", 0, 4, "");
    row("nokey:¦", 0, 6, "");
    row("is:¦", 0, 3, "is:running");
    row("-is:bro¦ x", 1, 6, "is:broken");
    row("state:i¦", 0, 7, "state:receiving");
    row("path:¦", 0, 5, "path:\"/a b\"");
    row("path:/c¦", 0, 7, "path:/c");
    row("path:=/c¦", 0, 8, "path:=/c");
    row("path:\"/a ¦b\" x", 0, 11, "path:\"/a b\"");
    row("path:=\"/a¦", 0, 9, "path:=\"/a b\"");
    row("PATH:/c¦", 0, 7, "path:/c");
    row("user-agent:¦", 0, 11, "user-agent:\"curl/8 (x)\"");
    row("status-code:¦", 0, 12, "status-code:200");
    row("status-code:4¦", 0, 13, "status-code:4xx");
    row("duration:>¦", 0, 10, "duration:>=100ms");
    row("size:¦", 0, 5, "size:>=10k");
}

void TestFilterProposals::words()
{
    QFETCH(QString, text);
    QFETCH(const QString, first);
    trace::Log log;
    log.append({exchange(1, "/c"), exchange(2, "/a b"), exchange(3, "/a b")});
    const SeenValues seen(&log);
    const qsizetype cursor = text.indexOf(u'¦');
    text.remove(cursor, 1);
    const Proposals proposals = models::proposalsAt(text, cursor, &seen);
    QTEST(proposals.from, "from");
    QTEST(proposals.length, "length");
    QCOMPARE(proposals.list.empty() ? QString() : proposals.list.front().text, first);
    for (const auto &proposal : proposals.list)
        QVERIFY2(!proposal.shown.isEmpty(), qPrintable(proposal.text));
}

/// Behind a key, whatever is chosen gives a filter.
void TestFilterProposals::everyProposalIsValid()
{
    trace::Log log;
    log.append({exchange(1, "/\"(|x)\\"), exchange(2, "/=a/"), exchange(3, "/re.*/")});
    const SeenValues seen(&log);
    for (const auto &key : models::proposalsAt({}, 0, &seen).list) {
        const Proposals values = models::proposalsAt(key.text, key.text.size(), &seen);
        for (const auto &value : values.list)
            QVERIFY2(trace::Filter::parse(value.text), qPrintable(value.text));
    }
}

QTEST_GUILESS_MAIN(TestFilterProposals)
#include "tst_filterproposals.moc"
