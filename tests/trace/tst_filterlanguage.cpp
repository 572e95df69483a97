// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filter.h"
#include "trace/filterkeys.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <functional>

using namespace trace;

namespace {

http::Span spanOf(const QByteArray &part, const QByteArray &bytes)
{
    return {quint32(bytes.indexOf(part)), quint32(part.size())};
}

Exchange exchangeOf(const QByteArray &method, const QByteArray &target, int status, quint64 connection)
{
    Exchange e;
    e.connection = connection;
    e.requestHead = method + ' ' + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    e.method = spanOf(method, e.requestHead);
    e.target = spanOf(target, e.requestHead);
    e.status = status;
    e.outcome = status == 0 ? Outcome::InProgress : Outcome::Complete;
    return e;
}

ConnectionRecord connectionOf(quint64 id, State state)
{
    ConnectionRecord c;
    c.id = id;
    c.state = state;
    c.client = {"192.0.2.7", 52144};
    return c;
}

Truth truth(bool holds)
{
    return holds ? Truth::Yes : Truth::No;
}

/// A term, and what it says, found without the language.
struct Leaf
{
    const char *text;
    std::function<Truth(const Exchange &)> ofExchange;
    std::function<Truth(const ConnectionRecord &)> ofConnection;
};

Truth saysNothing(const ConnectionRecord &)
{
    return Truth::Unknown;
}

const std::array leaves{
    Leaf{"status-code:404", [](const Exchange &e) { return truth(e.status == 404); }, saysNothing},
    Leaf{"status-code:>=400", [](const Exchange &e) { return truth(e.status >= 400); }, saysNothing},
    Leaf{"status:2xx", [](const Exchange &e) { return truth(e.status / 100 == 2); }, saysNothing},
    Leaf{"method:get", [](const Exchange &e) { return truth(e.methodText() == "GET"); }, saysNothing},
    Leaf{"~m ^P", [](const Exchange &e) { return truth(e.methodText().startsWith('P')); }, saysNothing},
    Leaf{"path:\"/im[g]/\"", [](const Exchange &e) { return truth(e.targetText().contains("/im[g]/")); },
         saysNothing},
    Leaf{"path:\"/a b\"", [](const Exchange &e) { return truth(e.targetText().contains("/a%20b")); },
         saysNothing},
    Leaf{"path:=/a",
         [](const Exchange &e) { return truth(e.targetText() == "/a" || e.targetText() == "/A?q"); },
         saysNothing},
    Leaf{"path:/^.a\\/?$/i",
         [](const Exchange &e) { return truth(e.targetText() == "/a" || e.targetText() == "/a/"); },
         saysNothing},
    Leaf{"conn:2", [](const Exchange &e) { return truth(e.connection == 2); },
         [](const ConnectionRecord &c) { return truth(c.id == 2); }},
    Leaf{"conn:<3", [](const Exchange &e) { return truth(e.connection < 3); },
         [](const ConnectionRecord &c) { return truth(c.id < 3); }},
    Leaf{"state:idle", [](const Exchange &) { return Truth::No; },
         [](const ConnectionRecord &c) { return truth(c.state == State::Idle); }},
    Leaf{"is:running", [](const Exchange &e) { return truth(e.outcome == Outcome::InProgress); },
         [](const ConnectionRecord &c) { return truth(c.state != State::Closed); }},
    Leaf{"~q", [](const Exchange &e) { return truth(e.status == 0); }, saysNothing},
    Leaf{"requests:>5", [](const Exchange &) { return Truth::Unknown; },
         [](const ConnectionRecord &) { return Truth::No; }},
};

/// A random expression: its text, and itself as a function.
struct Expression
{
    QString text;
    std::function<Truth(const Exchange &)> ofExchange;
    std::function<Truth(const ConnectionRecord &)> ofConnection;
    bool isAlternative = false;
};

template <typename Record>
auto joined(bool isAll, std::function<Truth(const Record &)> a, std::function<Truth(const Record &)> b)
{
    return [=](const Record &record) {
        return isAll ? std::min(a(record), b(record)) : std::max(a(record), b(record));
    };
}

template <typename Record>
auto opposite(std::function<Truth(const Record &)> a)
{
    return [=](const Record &record) { return Truth(2 - int(a(record))); };
}

Expression randomExpression(QRandomGenerator &random, int depth)
{
    if (depth == 0 || random.bounded(4) == 0) {
        const Leaf &leaf = leaves.at(size_t(random.bounded(int(leaves.size()))));
        return {QString::fromUtf8(leaf.text), leaf.ofExchange, leaf.ofConnection};
    }
    Expression a = randomExpression(random, depth - 1);
    if (random.bounded(4) == 0) {
        const QChar sign = random.bounded(2) ? u'-' : u'!';
        const bool group = a.isAlternative || a.text.contains(u' ') || random.bounded(3) == 0;
        return {sign + (group ? QStringLiteral("( %1)").arg(a.text) : a.text),
                opposite<Exchange>(a.ofExchange), opposite<ConnectionRecord>(a.ofConnection)};
    }
    Expression b = randomExpression(random, depth - 1);
    const bool isAll = random.bounded(2);
    const auto side = [&](const Expression &part) {
        const bool group = (isAll && part.isAlternative) || random.bounded(6) == 0;
        return group ? u'(' + part.text + u')' : part.text;
    };
    const QString between = isAll ? QStringLiteral("  ")
        : random.bounded(2)       ? QStringLiteral(" | ")
                                  : QStringLiteral("|");
    return {side(a) + between + side(b), joined<Exchange>(isAll, a.ofExchange, b.ofExchange),
            joined<ConnectionRecord>(isAll, a.ofConnection, b.ofConnection), !isAll};
}

QString sentenceOf(const QString &text)
{
    const auto filter = Filter::parse(text);
    return filter ? QString() : text + QStringLiteral(": ") + filter.error().sentence;
}

} // namespace

class TestFilterLanguage : public QObject
{
    Q_OBJECT
private slots:
    void randomExpressions();
    void written_data();
    void written();
    void errors_data();
    void errors();
    void nonsenseIsAnError();
    void examplesOfKeys();
    void nestedTooDeeply();
};

/// Against an evaluator that knows nothing of the parser, and once more by way of the filter's own text.
void TestFilterLanguage::randomExpressions()
{
    std::vector<Exchange> exchanges;
    std::vector<ConnectionRecord> connections;
    for (const char *method : {"GET", "POST", "HEAD"}) {
        for (const char *target : {"/", "/a", "/a/", "/a%20b", "/im[g]/x", "/A?q"}) {
            for (const int status : {0, 200, 304, 404, 500})
                exchanges.push_back(exchangeOf(method, target, status, quint64(1 + exchanges.size() % 4)));
        }
    }
    for (quint64 id = 1; id < 5; ++id) {
        for (const State state : {State::Receiving, State::Idle, State::Closed})
            connections.push_back(connectionOf(id, state));
    }
    QRandomGenerator random(4);
    for (int round = 0; round < 3000; ++round) {
        const Expression wanted = randomExpression(random, 1 + round % 5);
        const auto filter = Filter::parse(wanted.text);
        QVERIFY2(filter, qPrintable(sentenceOf(wanted.text)));
        const auto again = Filter::parse(filter->toText());
        QVERIFY2(again, qPrintable(sentenceOf(filter->toText())));
        QCOMPARE(again->toText(), filter->toText());
        QCOMPARE(again->meaning(), filter->meaning());
        for (const Exchange &exchange : exchanges) {
            const Truth right = wanted.ofExchange(exchange);
            QVERIFY2(filter->judge(exchange) == right, qPrintable(wanted.text));
            QVERIFY2(again->judge(exchange) == right, qPrintable(filter->toText()));
        }
        for (const ConnectionRecord &connection : connections) {
            const Truth right = wanted.ofConnection(connection);
            QVERIFY2(filter->judge(connection) == right, qPrintable(wanted.text));
            QVERIFY2(again->judge(connection) == right, qPrintable(filter->toText()));
        }
    }
}

void TestFilterLanguage::written_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *text, const char *written, const char *meaning) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(written)
                            << QString::fromUtf8(meaning);
    };
    row(" a  b ", "a b", "anything contains a and anything contains b");
    row("a b|c", "a b | c", "(anything contains a and anything contains b) or anything contains c");
    row("a (b|c)", "a (b | c)", "anything contains a and (anything contains b or anything contains c)");
    row("a|(b|c)", "a | b | c", "anything contains a or anything contains b or anything contains c");
    row("((a))", "a", "anything contains a");
    row("!!a", "a", "anything contains a");
    row("-(a b)", "-(a b)", "not (anything contains a and anything contains b)");
    row("-(a)", "-a", "nothing contains a");
    row("(a)(b)", "a b", "anything contains a and anything contains b");
    row("\"-a\"", "\"-a\"", "anything contains -a");
    row("\"a:b\"", "\"a:b\"", "anything contains a:b");
    row("\"a \\\"b\\\\\"", "\"a \\\"b\\\\\"", "anything contains a \"b\\");
    row("path:/a(1).txt", "path:\"/a(1).txt\"", "path contains /a(1).txt");
    row("(path:/a(1))", "path:\"/a(1)\"", "path contains /a(1)");
    row("path:/img/", "path:\"/img/\"", "path contains /img/");
    row("path:/img/i", "path:/img/i", "path matches /img/");
    row("path:/\\.(png|jpg)$/", "path:/\\.(png|jpg)$/i", "path matches /\\.(png|jpg)$/");
    row("path:/img/a.png", "path:/img/a.png", "path contains /img/a.png");
    row("path:/[/]/", "path:/[\\/]/i", "path matches /[\\/]/");
    row("~u a/b", "url:/a\\/b/i", "address matches /a\\/b/");
    row("~u \"a b\"", "url:/a\\x{20}b/i", "address matches /a\\x{20}b/");
    row("~c 404", "status-code:404", "status is 404");
    row("~s", "is:answered", "it has an answer");
    row("-~q", "is:answered", "it has an answer");
    row("~e", "is:broken", "it is broken");
    row("client:=192.0.2.7", "client:=192.0.2.7", "client is 192.0.2.7");
    row("method:get", "method:=get", "method is GET");
    row("domain:*.example", "domain:*.example", "domain is *.example");
    row("larger-than:10k", "size:>=10k", "size is at least 10,000 bytes");
    row("smaller-than:1Ki", "size:<1024", "size is below 1,024 bytes");
    row("size:=1", "size:=1", "size is 1 byte");
    row("size:1.5MB", "size:>=1500k", "size is at least 1,500,000 bytes");
    row("duration:>100ms", "duration:>100ms", "duration is above 100 ms");
    row("duration:1.5s", "duration:>=1500ms", "duration is at least 1,500 ms");
    row("-wait:<=90s", "-wait:<=90s", "time to first byte is not at most 90 s");
    row("disk:<250us", "disk:<250us", "disk time is below 250 µs");
    row("stalled:>0", "stalled:>0ns", "time stalled is above 0 ns");
    row("reuse:3", "reuse:3", "place on its connection is 3");
    row("retrans:1", "retrans:>=1", "number of retransmits is at least 1");
    row("close:timeout", "close:timeout", "close cause is timeout");
    row("outcome:Timed-Out", "outcome:timed-out", "outcome is timed-out");
    row("time:2026-05-04T12:03:05Z", "time:>=2026-05-04T12:03:05.000Z",
        "time is not before 2026-05-04 12:03:05.000");
    row("-time:>=2026-05-04T12:03:05Z", "-time:>=2026-05-04T12:03:05.000Z",
        "time is before 2026-05-04 12:03:05.000");
}

void TestFilterLanguage::written()
{
    QFETCH(const QString, text);
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const auto filter = Filter::parse(text);
    QVERIFY2(filter, qPrintable(sentenceOf(text)));
    QTEST(filter->toText(), "written");
    QTEST(filter->meaning(), "meaning");
    const auto again = Filter::parse(filter->toText());
    QVERIFY2(again, qPrintable(sentenceOf(filter->toText())));
    QCOMPARE(again->toText(), filter->toText());
    QCOMPARE(again->isAlternative(), filter->isAlternative());
}

void TestFilterLanguage::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *text, qsizetype offset, qsizetype length, const char *part) {
        QTest::newRow(text) << QString::fromUtf8(text) << offset << length << QString::fromUtf8(part);
    };
    row("a | ", 3, 1, "A term is missing");
    row("| a", 0, 1, "A term is missing");
    row("a || b", 3, 1, "A term is missing");
    row("(a", 0, 1, "closing parenthesis");
    row("a (b (c)", 2, 1, "closing parenthesis");
    row("(", 0, 1, "closing parenthesis");
    row("a)", 1, 1, "no opening parenthesis");
    row("a ( )", 2, 3, "Nothing stands between");
    row("-)", 0, 1, "follow the minus");
    row("!", 0, 1, "follow the minus");
    row("staus:404", 0, 6, "Write status,");
    row("durations:1s", 0, 10, "Write duration,");
    row("zzzzzzzz:1", 0, 9, "among those");
    row("x:1", 0, 2, "among those");
    row("~zz a", 0, 3, "no such ~ term");
    row("~m", 1, 1, "~m GET");
    row("~m | a", 2, 1, "~m GET");
    row("path:=", 5, 1, "follow = at once");
    row("path:>3", 5, 2, "path:=word");
    row("path:/(/", 5, 3, "regular expression");
    row("~u (", 3, 1, "regular expression");
    row("size:/1+/", 5, 4, "no regular expression");
    row("duration:100", 9, 3, "unit");
    row("duration:1.2.3s", 9, 6, "unit");
    row("duration:99999999999h", 9, 12, "unit");
    row("conn:-4", 5, 2, "conn:4");
    row("is:fast", 3, 4, "running, held");
    row("is:>running", 3, 8, "running, held");
    row("state:asleep", 6, 6, "receiving, responding");
    row("close:weather", 6, 7, "client-fin");
    row("time:noon", 5, 4, "2026-05-04");
    row("larger-than:>=3", 12, 3, "larger-than:10k");
}

void TestFilterLanguage::errors()
{
    QFETCH(const QString, text);
    QFETCH(const QString, part);
    const auto filter = Filter::parse(text);
    QVERIFY(!filter);
    QTEST(filter.error().offset, "offset");
    QTEST(filter.error().length, "length");
    QVERIFY2(filter.error().sentence.contains(part), qPrintable(filter.error().sentence));
    QVERIFY2(filter.error().sentence.endsWith(u'.'), qPrintable(filter.error().sentence));
}

/// Whatever is typed, what is marked as wrong lies within it, and what is right can be written and read
/// again.
void TestFilterLanguage::nonsenseIsAnError()
{
    static const QStringView letters = u"ab -!|()\"\\/:=<>~.*[]i中4kms\t";
    QRandomGenerator random(7);
    int right = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (int length = random.bounded(14); length >= 0; --length)
            text += letters[random.bounded(int(letters.size()))];
        if (random.bounded(3) == 0)
            text.insert(random.bounded(int(text.size())), QStringLiteral("path:"));
        const auto filter = Filter::parse(text);
        if (!filter) {
            const FilterError &error = filter.error();
            QVERIFY2(error.offset >= 0 && error.length > 0 && error.offset + error.length <= text.size(),
                     qPrintable(text));
            continue;
        }
        ++right;
        const auto again = Filter::parse(filter->toText());
        QVERIFY2(again, qPrintable(text + QStringLiteral(" → ") + filter->toText()));
        QCOMPARE(again->meaning(), filter->meaning());
    }
    QVERIFY(right > 1000);
}

void TestFilterLanguage::examplesOfKeys()
{
    for (const FilterKeyInfo &info : filterKeys()) {
        const QString example = QString::fromUtf8(info.example);
        QVERIFY2(Filter::parse(example), qPrintable(sentenceOf(example)));
        QVERIFY(info.key == FilterKey::Word || example.startsWith(info.name + QStringLiteral(":")));
        QVERIFY(explanation(info).endsWith(u'.') || explanation(info).endsWith(u'…'));
        for (const FilterWord &word : filterWords(info.key)) {
            const QString term = info.name + QStringLiteral(":") + word.name;
            const auto filter = Filter::parse(term);
            QVERIFY2(filter, qPrintable(sentenceOf(term)));
            QCOMPARE(filter->toText(), term);
        }
    }
}

void TestFilterLanguage::nestedTooDeeply()
{
    const auto nested
        = [](int levels) { return Filter::parse(QString(levels, u'(') + u'a' + QString(levels, u')')); };
    QVERIFY(nested(50));
    QVERIFY(!nested(100'000));
    QVERIFY(nested(100'000).error().sentence.contains(QStringLiteral("nested")));
    QVERIFY(!Filter::parse(QString(100'000, u'-') + u'a'));
}

QTEST_GUILESS_MAIN(TestFilterLanguage)
#include "tst_filterlanguage.moc"
