// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labcounts.h"
#include "models/labfinding.h"
#include "models/labplot.h"
#include "models/labpointsmodel.h"
#include "models/labquantity.h"
#include "models/labtext.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <cmath>

using namespace models;

namespace {

/// A point at which an answer took that many µs.
lab::Point point(int idle, double us, int responses = 1000)
{
    lab::Point point;
    point.idle = idle;
    point.responses = responses;
    if (responses == 0)
        return point;
    point.p50Us = us;
    point.p99Us = us * 2;
    point.responsesPerSecond = 500;
    point.cpuUs = us / 4;
    point.systemCalls = 12;
    point.useless = idle;
    return point;
}

QLocale english()
{
    return QLocale(QLocale::English, QLocale::UnitedStates);
}

} // namespace

class TestLabNumbers : public QObject
{
    Q_OBJECT
private slots:
    void countsAreRead_data();
    void countsAreRead();
    void wrongCountsAreExplained_data();
    void wrongCountsAreExplained();
    void zeroHasAPlace();
    void labelsHaveRoom_data();
    void labelsHaveRoom();
    void decadesReachFarEnough_data();
    void decadesReachFarEnough();
    void rangesAreWholeDecades_data();
    void rangesAreWholeDecades();
    void labelsKeepTheirDistance_data();
    void labelsKeepTheirDistance();
    void quantitiesHaveUnits_data();
    void quantitiesHaveUnits();
    void findsHowMuchLonger_data();
    void findsHowMuchLonger();
    void wrongAnswersComeFirst();
    void pointsComeOneByOne();
    void everyLineIsExplainedInBothLanguages();
    void languagesAreRemembered();
    void printedLinesAreCounted();
    void stepsPrintTheirLine_data();
    void stepsPrintTheirLine();
};

void TestLabNumbers::countsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("counts");
    QTest::newRow("as it is shown") << QStringLiteral("0, 100, 1000") << QStringLiteral("0, 100, 1000");
    QTest::newRow("spaces") << QStringLiteral(" 0 100\t1000 ") << QStringLiteral("0, 100, 1000");
    QTest::newRow("unordered") << QStringLiteral("500,5,50") << QStringLiteral("5, 50, 500");
    QTest::newRow("twice") << QStringLiteral("7;7,7") << QStringLiteral("7");
    QTest::newRow("Chinese commas") << QStringLiteral("0、100，1000") << QStringLiteral("0, 100, 1000");
    QTest::newRow("most") << QStringLiteral("10000") << QStringLiteral("10000");
}

void TestLabNumbers::countsAreRead()
{
    QFETCH(const QString, text);
    const auto counts = idleCounts(text);
    QVERIFY2(counts, qPrintable(counts ? QString() : counts.error()));
    QTEST(idleCountsText(*counts), "counts");
}

void TestLabNumbers::wrongCountsAreExplained_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QString() << QStringLiteral("Say with how many");
    QTest::newRow("only commas") << QStringLiteral(" , ,") << QStringLiteral("Say with how many");
    QTest::newRow("a word") << QStringLiteral("0, many") << QStringLiteral("“many” is no number");
    QTest::newRow("a fraction") << QStringLiteral("1.5") << QStringLiteral("“1.5” is no number");
    QTest::newRow("negative") << QStringLiteral("-1") << QStringLiteral("out of reach");
    QTest::newRow("too many") << QStringLiteral("10001") << QStringLiteral("out of reach");
    QTest::newRow("far too many") << QStringLiteral("99999999999999") << QStringLiteral("out of reach");
    QTest::newRow("grouped") << QStringLiteral("5,000") << QStringLiteral("Write a thousand as 1000");
    QTest::newRow("too long") << QStringLiteral("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17")
                              << QStringLiteral("At most 16");
}

void TestLabNumbers::wrongCountsAreExplained()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto counts = idleCounts(text);
    QVERIFY(!counts);
    QVERIFY2(counts.error().contains(says), qPrintable(counts.error()));
}

void TestLabNumbers::zeroHasAPlace()
{
    QCOMPARE(place(0, LabScale::Logarithmic), 0.0);
    QCOMPARE(place(9, LabScale::Logarithmic), 1.0);
    QCOMPARE(place(99, LabScale::Logarithmic), 2.0);
    QCOMPARE(place(99, LabScale::Linear), 99.0);
}

void TestLabNumbers::labelsHaveRoom_data()
{
    QTest::addColumn<QString>("numbers");
    QTest::addColumn<LabScale>("scale");
    QTest::addColumn<QString>("labelled");
    const QString usual = QStringLiteral("0, 100, 1000, 5000");
    QTest::newRow("all fit") << usual << LabScale::Logarithmic << usual;
    QTest::newRow("small ones lie together") << usual << LabScale::Linear << QStringLiteral("0, 1000, 5000");
    QTest::newRow("the last goes before others")
        << QStringLiteral("0, 4000, 4900, 5000") << LabScale::Linear << QStringLiteral("0, 4000, 5000");
    QTest::newRow("one") << QStringLiteral("7") << LabScale::Linear << QStringLiteral("7");
    QTest::newRow("two") << QStringLiteral("7, 8") << LabScale::Linear << QStringLiteral("7, 8");
}

void TestLabNumbers::labelsHaveRoom()
{
    QFETCH(const QString, numbers);
    QFETCH(const LabScale, scale);
    QTEST(idleCountsText(labelled(*idleCounts(numbers), scale, 0.15)), "labelled");
}

void TestLabNumbers::decadesReachFarEnough_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<int>("last");
    QTest::newRow("nothing") << 0.0 << 10;
    QTest::newRow("one decade") << 10.0 << 10;
    QTest::newRow("between") << 11.0 << 100;
    QTest::newRow("most idle clients") << 10'000.0 << 10'000;
    QTest::newRow("endless") << 1e300 << 1'000'000'000;
}

void TestLabNumbers::decadesReachFarEnough()
{
    QFETCH(const double, most);
    const auto numbers = decades(most);
    QCOMPARE(numbers.front(), 0);
    QTEST(numbers.back(), "last");
}

void TestLabNumbers::rangesAreWholeDecades_data()
{
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("until");
    QTest::newRow("two decades") << 23.0 << 870.0 << 10.0 << 1000.0;
    QTest::newRow("one number") << 50.0 << 50.0 << 10.0 << 100.0;
    QTest::newRow("a power of ten") << 100.0 << 100.0 << 100.0 << 1000.0;
    QTest::newRow("none") << std::nan("") << std::nan("") << 1.0 << 10.0;
    QTest::newRow("nothing") << 0.0 << 0.0 << 1.0 << 10.0;
}

void TestLabNumbers::rangesAreWholeDecades()
{
    QFETCH(const double, least);
    QFETCH(const double, most);
    const auto [from, until] = decadesAround(least, most);
    QTEST(from, "from");
    QTEST(until, "until");
}

void TestLabNumbers::labelsKeepTheirDistance_data()
{
    QTest::addColumn<QList<double>>("wanted");
    QTest::addColumn<QList<double>>("places");
    QTest::newRow("none") << QList<double>{} << QList<double>{};
    QTest::newRow("apart") << QList<double>{20, 60} << QList<double>{20, 60};
    QTest::newRow("too near") << QList<double>{20, 21} << QList<double>{20, 30};
    QTest::newRow("in their own order") << QList<double>{50, 20, 51} << QList<double>{50, 20, 60};
    QTest::newRow("at the end") << QList<double>{99, 100} << QList<double>{90, 100};
    QTest::newRow("before the beginning") << QList<double>{-50, 5} << QList<double>{0, 10};
}

void TestLabNumbers::labelsKeepTheirDistance()
{
    QFETCH(const QList<double>, wanted);
    const auto places = spread({wanted.begin(), wanted.end()}, 10, 0, 100);
    QTEST(QList<double>(places.begin(), places.end()), "places");
}

void TestLabNumbers::quantitiesHaveUnits_data()
{
    QTest::addColumn<LabQuantity>("quantity");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("time") << LabQuantity::Median << 3.1e6 << QStringLiteral("3.1 ms");
    QTest::newRow("CPU") << LabQuantity::Cpu << 42'000.0 << QStringLiteral("42 µs");
    QTest::newRow("rate") << LabQuantity::Rate << 12'345.6 << QStringLiteral("12,346/s");
    QTest::newRow("many") << LabQuantity::Useless << 5012.4 << QStringLiteral("5,012");
    QTest::newRow("few") << LabQuantity::Useless << 1.26 << QStringLiteral("1.3");
    QTest::newRow("hardly any") << LabQuantity::Calls << 0.02 << QStringLiteral("0.02");
    QTest::newRow("none") << LabQuantity::Useless << 0.0 << QStringLiteral("0");
    QTest::newRow("unknown") << LabQuantity::Slow << std::nan("") << QStringLiteral("–");
}

void TestLabNumbers::quantitiesHaveUnits()
{
    QFETCH(const LabQuantity, quantity);
    QFETCH(const double, value);
    QTEST(text(value, quantity, english()), "text");
    QVERIFY(!heading(quantity).isEmpty() && !explanation(quantity).isEmpty());
}

void TestLabNumbers::findsHowMuchLonger_data()
{
    const QString polling = lab::name(lab::Loop::Polling), epoll = lab::name(lab::Loop::Epoll);
    QTest::addColumn<std::vector<lab::Series>>("series");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing yet") << std::vector<lab::Series>{{lab::Loop::Polling, {}}}
                                 << finding({}, english());
    QTest::newRow("two loops")
        << std::vector<lab::Series>{{lab::Loop::Polling, {point(0, 100), point(5000, 4600)}},
                                    {lab::Loop::Epoll, {point(0, 100), point(5000, 110)}}}
        << QStringLiteral(
               "%1 took 46 × as long for an answer with 5,000 idle clients as with none; %2 1.1 ×.")
               .arg(polling, epoll);
    QTest::newRow("the second is not there yet")
        << std::vector<lab::Series>{{lab::Loop::Polling, {point(10, 100), point(500, 200)}},
                                    {lab::Loop::Epoll, {point(10, 100)}}}
        << QStringLiteral("%1 took 2.0 × as long for an answer with 500 idle clients as with 10.")
               .arg(polling);
    QTest::newRow("one number")
        << std::vector<lab::Series>{{lab::Loop::Polling, {point(20, 100)}},
                                    {lab::Loop::Epoll, {point(20, 50)}}}
        << QStringLiteral("%1 took 100 µs for an answer with 20 idle clients; %2 50 µs.").arg(polling, epoll);
    QTest::newRow("no answer at one end")
        << std::vector<lab::Series>{{lab::Loop::Blocking, {point(0, 100), point(20, 0, 0)}},
                                    {lab::Loop::Epoll, {point(0, 100), point(20, 150)}}}
        << QStringLiteral(
               "%2 took 1.5 × as long for an answer with 20 idle clients as with none. %1 answered nobody "
               "with 20 idle clients.")
               .arg(lab::name(lab::Loop::Blocking), epoll);
}

void TestLabNumbers::findsHowMuchLonger()
{
    QFETCH(const std::vector<lab::Series>, series);
    QTEST(finding(series, english()), "says");
}

void TestLabNumbers::wrongAnswersComeFirst()
{
    lab::Point wrong = point(100, 50);
    wrong.wrong = 3;
    const QString says = finding({{lab::Loop::Poll, {point(0, 50), wrong}}}, english());
    QVERIFY(says.contains(QStringLiteral("gave 3 wrong answers")));
}

void TestLabNumbers::pointsComeOneByOne()
{
    LabPointsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(lab::Loop::Polling, point(0, 100));
    model.add(lab::Loop::Polling, point(100, 900));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 10);
    QCOMPARE(model.index(1, 0).data().toString(), lab::name(lab::Loop::Polling));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("100"));
    QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("900 µs"));
    const QString spoken = model.index(1, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(QStringLiteral("with 100 idle clients: 900 µs for an answer")),
             qPrintable(spoken));
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestLabNumbers::everyLineIsExplainedInBothLanguages()
{
    for (const ArticleLine line : articleLines) {
        const ArticleText english = articleText(line, TextLanguage::English);
        const ArticleText chinese = articleText(line, TextLanguage::Chinese);
        const QString dashes = QStringLiteral("----%1 ").arg(int(line) + 1);
        QVERIFY(english.printed.startsWith(dashes) && chinese.printed.startsWith(dashes));
        for (const auto part : {&ArticleText::printed, &ArticleText::meant, &ArticleText::went}) {
            const auto isHan = [](QChar c) { return c.script() == QChar::Script_Han; };
            QVERIFY(std::none_of((english.*part).begin(), (english.*part).end(), isHan));
            QVERIFY(std::any_of((chinese.*part).begin(), (chinese.*part).end(), isHan));
        }
    }
}

void TestLabNumbers::languagesAreRemembered()
{
    for (const TextLanguage language : {TextLanguage::English, TextLanguage::Chinese}) {
        QCOMPARE(textLanguage(languageCode(language)), language);
        QVERIFY(!articleHeadings(language).title.isEmpty());
    }
}

void TestLabNumbers::printedLinesAreCounted()
{
    const QStringList console{QStringLiteral("----1"), QStringLiteral("----3"), QStringLiteral("----3"),
                              QStringLiteral("GET / HTTP/1.1"), QStringLiteral("----4")};
    QVERIFY((timesPrinted(console) == std::array{1, 0, 2, 1}));
    QVERIFY((timesPrinted({}) == std::array{0, 0, 0, 0}));
}

void TestLabNumbers::stepsPrintTheirLine_data()
{
    using Kind = lab::Step::Kind;
    QTest::addColumn<lab::Loop>("loop");
    QTest::addColumn<lab::Step::Kind>("kind");
    QTest::addColumn<bool>("found");
    QTest::addColumn<int>("line");
    QTest::newRow("before accept") << lab::Loop::Polling << Kind::Accept << false << 1;
    QTest::newRow("arrived") << lab::Loop::Polling << Kind::Accept << true << 2;
    QTest::newRow("before receive, in vain") << lab::Loop::Polling << Kind::Receive << false << 3;
    QTest::newRow("before receive") << lab::Loop::Polling << Kind::Receive << true << 3;
    QTest::newRow("handled") << lab::Loop::Polling << Kind::Close << true << 4;
    QTest::newRow("answering prints nothing") << lab::Loop::Polling << Kind::Answer << true << 0;
    QTest::newRow("epoll asks no socket") << lab::Loop::Epoll << Kind::AskKernel << true << 0;
    QTest::newRow("what epoll receives was no try") << lab::Loop::Epoll << Kind::Receive << true << 0;
    QTest::newRow("arrived at epoll") << lab::Loop::Epoll << Kind::Accept << true << 2;
    QTest::newRow("nobody more at epoll") << lab::Loop::Epoll << Kind::Accept << false << 0;
}

void TestLabNumbers::stepsPrintTheirLine()
{
    QFETCH(const lab::Loop, loop);
    QFETCH(const lab::Step::Kind, kind);
    QFETCH(const bool, found);
    lab::Step step;
    step.kind = kind;
    step.found = found;
    const auto line = articleLine(loop, step);
    QTEST(line ? int(*line) + 1 : 0, "line");
}

QTEST_GUILESS_MAIN(TestLabNumbers)
#include "tst_labnumbers.moc"
