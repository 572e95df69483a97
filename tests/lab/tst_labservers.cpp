// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/callwatch.h"
#include "lab/load.h"
#include "lab/pollingloop.h"
#include "lab/server.h"

#include <QTest>

using namespace lab;
using namespace std::chrono_literals;

namespace {

const QByteArray notFound = QByteArrayLiteral("HTTP/1.1 404 NOT FOUND\r\n\r\n<h1>sorry,file not found</h1>");

Socket connected(quint16 port)
{
    auto socket = connectTo(port);
    if (!socket)
        qFatal("%s", qUtf8Printable(socket.error()));
    return std::move(*socket);
}

Listening listening()
{
    auto result = listenOnLoopback();
    if (!result)
        qFatal("%s", qUtf8Printable(result.error()));
    return std::move(*result);
}

QByteArray asked(const Socket &client, const QByteArray &question)
{
    return answerOf(client, question, 10s, {});
}

void send(const Socket &client, const QByteArray &question)
{
    // Nobody answers within no time, so this only asks.
    QCOMPARE(answerOf(client, question, 0s, {}), QByteArray());
}

/// The article's loop, driven turn by turn, with what it prints.
struct Article
{
    Listening place = listening();
    QStringList lines;
    PollingLoop loop{
        std::move(place.socket), {}, labFolder(), [this](const QString &line) { lines << line; }};

    QString turn()
    {
        lines.clear();
        loop.turn();
        return lines.join(u'|');
    }
};

} // namespace

class TestLabServers : public QObject
{
    Q_OBJECT
private slots:
    void folder_data();
    void folder();
    void allAnswerTheSame_data();
    void allAnswerTheSame();
    void stopBesideSilentClients_data();
    void stopBesideSilentClients();
    void articleWalksItsList();
    void articlePassesNobodyOver();
    void articleDropsWhoHasGone();
    void countsAsTheKernelDoes();

private:
    static void loops();
};

void TestLabServers::loops()
{
    QTest::addColumn<Loop>("loop");
    for (int i = 0; i < loopCount; ++i)
        QTest::newRow(key(Loop(i)).constData()) << Loop(i);
}

void TestLabServers::folder_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("response");
    const QByteArray index("HTTP/1.1 200 OK\r\n\r\n<p>index"), file("HTTP/1.1 200 OK\r\n\r\na");
    QTest::newRow("the index") << QByteArray("GET / HTTP/1.1\r\n\r\n") << index;
    QTest::newRow("a file") << QByteArray("GET /a.txt HTTP/1.1\r\n\r\n") << file;
    QTest::newRow("no version") << QByteArray("GET /a.txt\n") << file;
    QTest::newRow("no line end") << QByteArray("GET /a.txt") << file;
    QTest::newRow("another method") << QByteArray("PUT /a.txt HTTP/1.1\r\n\r\n") << file;
    QTest::newRow("not there") << QByteArray("GET /b.txt HTTP/1.1\r\n\r\n") << notFound;
    QTest::newRow("the letters' size") << QByteArray("GET /A.txt HTTP/1.1\r\n\r\n") << notFound;
    QTest::newRow("out of the folder") << QByteArray("GET /../a.txt HTTP/1.1\r\n\r\n") << notFound;
    QTest::newRow("a slash in the second line") << QByteArray("GET\r\nReferer: /a.txt ") << notFound;
    QTest::newRow("no request") << QByteArray("hello") << notFound;
    QTest::newRow("nothing") << QByteArray() << notFound;
}

void TestLabServers::folder()
{
    QFETCH(QByteArray, question);
    QFETCH(QByteArray, response);
    const Folder folder({{"/index.html", "<p>index"}, {"/a.txt", "a"}});
    QCOMPARE(folder.answer(question).bytes, response);
    QCOMPARE(folder.answer(question).status, response == notFound ? 404 : 200);
}

void TestLabServers::allAnswerTheSame_data()
{
    loops();
}

void TestLabServers::allAnswerTheSame()
{
    QFETCH(Loop, loop);
    Listening place = listening();
    const auto server = startServer(loop, std::move(place.socket), {}, labFolder());
    const QByteArray index = asked(connected(place.port), request("/"));
    QVERIFY(index.startsWith("HTTP/1.1 200 OK\r\n\r\nPorthole's lab.\n"));
    QCOMPARE(index.size(), 1024 + 19);
    QCOMPARE(asked(connected(place.port), request("/index.html")), index);
    QCOMPARE(asked(connected(place.port), request("/missing.html")), notFound);
    QCOMPARE(asked(connected(place.port), "GET"), notFound);
    connected(place.port); // comes and goes without a word, and stops nobody
    QCOMPARE(asked(connected(place.port), request("/")), index);
}

void TestLabServers::stopBesideSilentClients_data()
{
    loops();
}

void TestLabServers::stopBesideSilentClients()
{
    QFETCH(Loop, loop);
    Listening place = listening();
    auto server = startServer(loop, std::move(place.socket), {}, labFolder());
    const auto clients = connectClients(place.port, mostQueued, {});
    QVERIFY(clients);
    server.reset();
    QVERIFY(!connectTo(place.port));
    QCOMPARE(asked(clients->front(), request("/")), QByteArray());
}

void TestLabServers::articleWalksItsList()
{
    Article article;
    QCOMPARE(article.turn(), QStringLiteral("----1"));
    const Socket one = connected(article.place.port), two = connected(article.place.port);
    QCOMPARE(article.turn(), QStringLiteral("----1|----2|----3")); // one client in each turn
    QCOMPARE(article.turn(), QStringLiteral("----1|----2|----3|----3"));
    send(two, request("/nothing"));
    QCOMPARE(article.turn(), QStringLiteral("----1|----3|----3|GET /nothing HTTP/1.1|404|----4"));
    send(one, request("/"));
    QCOMPARE(article.turn(), QStringLiteral("----1|----3|GET / HTTP/1.1|200|----4"));
    QCOMPARE(article.turn(), QStringLiteral("----1"));
    QCOMPARE(article.loop.clients(), 0);
    QCOMPARE(asked(two, {}), notFound);
}

void TestLabServers::articlePassesNobodyOver()
{
    Article article;
    const Socket clients[]
        = {connected(article.place.port), connected(article.place.port), connected(article.place.port)};
    for (int i = 0; i < 3; ++i)
        article.turn();
    QCOMPARE(article.loop.clients(), 3);
    for (const Socket &client : clients)
        send(client, request("/"));
    QCOMPARE(article.turn().count(QStringLiteral("----4")), 3); // in one turn, though each leaves the list
    QCOMPARE(article.loop.clients(), 0);
}

void TestLabServers::articleDropsWhoHasGone()
{
    Article article;
    Socket goes = connected(article.place.port);
    article.turn();
    const Socket stays = connected(article.place.port);
    article.turn();
    QCOMPARE(article.loop.clients(), 2);
    goes = Socket();
    send(stays, request("/"));
    QCOMPARE(article.turn(), QStringLiteral("----1|----3|----3|GET / HTTP/1.1|200|----4"));
    QCOMPARE(article.loop.clients(), 0);
}

void TestLabServers::countsAsTheKernelDoes()
{
    Article article;
    Counter seen, useless;
    std::optional<std::pair<qint64, qint64>> counted; // before the thread ends, which takes calls too
    {
        CallWatch watch([&](const Call &call) {
            seen.add(1);
            useless.add(call.result && *call.result < 0 ? 1 : 0);
        });
        const Socket silent = connected(article.place.port), asking = connected(article.place.port);
        send(asking, request("/"));
        std::thread([&] {
            watch.attach();
            if (!watch.isAttached())
                return;
            const qint64 before = seen.value();
            for (int i = 0; i < 4; ++i)
                article.turn();
            counted = {seen.value() - before, useless.value()};
        }).join();
    }
    if (!counted)
        QSKIP("This system does not let a program watch its own system calls.");
    QCOMPARE(article.loop.counts().systemCalls, counted->first);
    QCOMPARE(article.loop.counts().useless, counted->second);
}

QTEST_GUILESS_MAIN(TestLabServers)
#include "tst_labservers.moc"
