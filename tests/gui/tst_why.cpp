// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/why.h"

#include <QTest>

using gui::Fix;
using gui::WhyLine;
using http::Step;
using Kind = WhyLine::Kind;

class WhyTest : public QObject
{
    Q_OBJECT
private slots:
    void plainFile();
    void stepsInOrder();
    void namesTheFileOnce();
    void nearMisses_data();
    void nearMisses();
    void limits_data();
    void limits();
    void endingLimits_data();
    void endingLimits();
    void withoutAnswer();
    void fixes_data();
    void fixes();
};

namespace {

trace::Exchange exchange(const QByteArray &target, int status, const char *sentence = "")
{
    trace::Exchange made;
    made.requestHead = "GET " + target + " HTTP/1.1\r\n\r\n";
    made.target = {4, quint32(target.size())};
    made.status = status;
    made.extras.edit().why = QString::fromUtf8(sentence);
    made.outcome = trace::Outcome::Complete;
    return made;
}

QStringList texts(const std::vector<WhyLine> &lines)
{
    QStringList all;
    for (const WhyLine &line : lines)
        all += line.text;
    return all;
}

} // namespace

void WhyTest::plainFile()
{
    trace::Exchange plain = exchange("/a%20b.txt", 200, "It is there.");
    plain.diskPath = QStringLiteral("/srv/a b.txt");
    const auto lines = gui::why(plain);
    QCOMPARE(texts(lines),
             (QStringList{QStringLiteral("/a%20b.txt"), QStringLiteral("/srv/a b.txt"),
                          QStringLiteral("200 OK: It is there.")}));
    QCOMPARE(lines.back().kind, Kind::Answer);
}

void WhyTest::stepsInOrder()
{
    trace::Exchange asked = exchange("/x", 404, "Nothing.");
    asked.extras.edit().reasons
        = {{Step::Decoded, "/x y"}, {Step::NearAbove, "/up.txt"}, {Step::LookedFor, "/srv/x y"}};
    const auto lines = gui::why(asked);
    QCOMPARE(lines.size(), size_t(5));
    QCOMPARE(lines[1].text, http::sentence(asked.extras->reasons[0]));
    QCOMPARE(lines[2].text, http::sentence(asked.extras->reasons[2]));
    QCOMPARE(lines[3].kind, Kind::Answer);
    QCOMPARE(lines[4].kind, Kind::NearMiss);
}

void WhyTest::namesTheFileOnce()
{
    trace::Exchange asked = exchange("/", 200);
    asked.diskPath = QStringLiteral("/srv/index.html");
    asked.extras.edit().reasons = {{Step::Index, "/srv/index.html"}};
    QCOMPARE(texts(gui::why(asked)).filter(asked.diskPath).size(), 1);
}

void WhyTest::nearMisses_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<Fix>("fix");
    QTest::addColumn<bool>("opens");
    QTest::newRow("case") << Step::NearCase << Fix::OtherSpellings << true;
    QTest::newRow("above") << Step::NearAbove << Fix::None << true;
    QTest::newRow("html") << Step::NearHtml << Fix::CleanUrls << false;
    QTest::newRow("hidden") << Step::NearHidden << Fix::DotFiles << false;
    QTest::newRow("link") << Step::NearLink << Fix::Links << false;
    QTest::newRow("link out") << Step::NearOutside << Fix::None << false;
    QTest::newRow("listing") << Step::NearListing << Fix::Listing << false;
    QTest::newRow("page") << Step::NearPage << Fix::Fallback << false;
}

void WhyTest::nearMisses()
{
    QFETCH(Step, step);
    QFETCH(Fix, fix);
    QFETCH(bool, opens);
    trace::Exchange missed = exchange("/x", 404);
    missed.extras.edit().reasons = {{step, "/there"}};
    const WhyLine line = gui::why(missed).back();
    QCOMPARE(line.kind, Kind::NearMiss);
    QCOMPARE(line.fix, fix);
    QCOMPARE(line.open, opens ? QByteArray("/there") : QByteArray());
    QVERIFY(line.text.contains(QStringLiteral("/there")));
}

void WhyTest::limits_data()
{
    QTest::addColumn<http::Fault>("fault");
    QTest::addColumn<QString>("limit");
    using http::Fault;
    QTest::newRow("none") << Fault::None << QString();
    QTest::newRow("malformed") << Fault::MalformedField << QString();
    QTest::newRow("line") << Fault::RequestLineTooLong << QStringLiteral("Request line");
    QTest::newRow("head") << Fault::HeadTooLarge << QStringLiteral("Request head");
    QTest::newRow("fields") << Fault::TooManyFields << QStringLiteral("Header fields");
    QTest::newRow("body") << Fault::BodyTooLarge << QStringLiteral("Request body");
    QTest::newRow("head time") << Fault::HeadTimeout << QStringLiteral("Receive head");
    QTest::newRow("body time") << Fault::BodyTimeout << QStringLiteral("Receive body");
    QTest::newRow("head rate") << Fault::HeadTooSlow << QStringLiteral("Slowest head");
}

void WhyTest::endingLimits_data()
{
    QTest::addColumn<trace::CloseCause>("cause");
    QTest::addColumn<QString>("limit");
    using trace::CloseCause;
    QTest::newRow("went on") << CloseCause::Open << QString();
    QTest::newRow("client") << CloseCause::ClientFin << QString();
    QTest::newRow("no progress") << CloseCause::SendTimeout << QStringLiteral("“Send”");
    QTest::newRow("rate") << CloseCause::SendTooSlow << QStringLiteral("“Slowest reader”");
    QTest::newRow("silent") << CloseCause::SilentTimeout << QStringLiteral("“Receive head”");
    QTest::newRow("requests") << CloseCause::RequestLimit << QStringLiteral("“Requests on each”");
    QTest::newRow("address") << CloseCause::AddressLimit << QStringLiteral("“From one address”");
}

void WhyTest::endingLimits()
{
    QFETCH(trace::CloseCause, cause);
    QFETCH(QString, limit);
    trace::Exchange ended = exchange("/x", 200);
    ended.cause = cause;
    const WhyLine line = gui::why(ended).back();
    QCOMPARE(line.kind == Kind::Limit, !limit.isEmpty());
    QVERIFY(line.text.contains(limit));
}

void WhyTest::limits()
{
    QFETCH(http::Fault, fault);
    QFETCH(QString, limit);
    trace::Exchange refused = exchange("/x", 400, "Refused.");
    refused.fault = fault;
    const WhyLine line = gui::why(refused).back();
    QCOMPARE(line.kind == Kind::Limit, !limit.isEmpty());
    QVERIFY(line.text.contains(limit));
}

void WhyTest::withoutAnswer()
{
    trace::Exchange broken = exchange("/x", 0);
    broken.outcome = trace::Outcome::Aborted;
    QCOMPARE(gui::why(broken).back().text, trace::sentence(broken));
    trace::Exchange slow = exchange("/x", 200);
    slow.outcome = trace::Outcome::TimedOut;
    slow.cause = trace::CloseCause::SendTimeout;
    QCOMPARE(gui::why(slow).back().kind, Kind::Limit);
}

void WhyTest::fixes_data()
{
    QTest::addColumn<Fix>("fix");
    for (const Fix fix :
         {Fix::OtherSpellings, Fix::CleanUrls, Fix::DotFiles, Fix::Listing, Fix::Links, Fix::Fallback})
        QTest::newRow(qPrintable(gui::label(fix))) << fix;
}

void WhyTest::fixes()
{
    QFETCH(Fix, fix);
    const site::SiteRules off = gui::withoutFix({}, fix);
    const site::SiteRules on = gui::withFix(off, fix);
    QVERIFY(on != off);
    QCOMPARE(gui::withFix(on, fix), on);
    QCOMPARE(gui::withoutFix(on, fix), off);
    QVERIFY(!gui::label(fix).isEmpty() && !gui::sentence(fix).isEmpty());
    QCOMPARE(gui::withFix(off, Fix::None), off);
}

QTEST_GUILESS_MAIN(WhyTest)
#include "tst_why.moc"
