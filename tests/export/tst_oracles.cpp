// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "serverfixture.h"
#include "tools.h"
#include "trace/exporter.h"

#include <QFile>

#include <algorithm>

using trace::ExportFormat;

namespace {

/// What went over one connection as the client saw it.
struct Seen
{
    QByteArray sent;
    QByteArray received;
    bool isWhole = true; ///< false: it left before it had everything
};

QByteArray get(const QByteArray &path, const QByteArray &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: porthole.test\r\n" + fields + "\r\n";
}

} // namespace

/// What is exported of a real run, judged by the programs it is meant for.
class OraclesTest : public ServerFixture
{
    Q_OBJECT
private slots:
    void har();
    void packets();
    void packetsWithoutSecrets();
    void packetsOfSixes();

private:
    void act();
    quint16 talk(const QByteArray &bytes, bool finFirst = false);
    quint16 talkOnExpect();
    quint16 leave();
    qsizetype recordedBytes(quint16 port) const;
    QString exported(ExportFormat format, bool withSecrets);

    QMap<quint16, Seen> m_seen; ///< by the client's port
    int m_understood = 0;       ///< requests
};

static quint16 portOf(quint64 connections, const trace::Log &log)
{
    const auto &rows = log.connections();
    for (auto row = rows.first(); row < rows.end(); ++row) {
        if (rows.at(row)->id == connections)
            return rows.at(row)->client.port;
    }
    return 0;
}

/// Sends it all, hears the server out. The last request asks to close, or the client closes its side.
quint16 OraclesTest::talk(const QByteArray &bytes, bool finFirst)
{
    const quint64 number = quint64(m_seen.size()) + 1;
    Client client(m_server->port());
    if (!client.send(bytes))
        return 0;
    if (finFirst)
        client.sendFin();
    const QByteArray received = client.receiveAll();
    client.close();
    if (!connection([=](const auto &c) { return c.id == number && c.state == trace::State::Closed; }))
        return 0;
    const quint16 port = portOf(number, *m_log);
    m_seen.insert(port, {bytes, received, true});
    return port;
}

/// Sends its body when it is told to go on.
quint16 OraclesTest::talkOnExpect()
{
    const quint64 number = quint64(m_seen.size()) + 1;
    const QByteArray head = "GET /a.txt HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
                            "Connection: close\r\n\r\n";
    Client client(m_server->port());
    const QByteArray interim = "HTTP/1.1 100 Continue\r\n\r\n";
    if (!client.send(head) || client.receive(interim.size()) != interim || !client.send("hello"))
        return 0;
    const QByteArray received = interim + client.receiveAll();
    client.close();
    if (!connection([=](const auto &c) { return c.id == number && c.state == trace::State::Closed; }))
        return 0;
    const quint16 port = portOf(number, *m_log);
    m_seen.insert(port, {head + "hello", received, true});
    return port;
}

/// Asks for much, reads little, breaks off.
quint16 OraclesTest::leave()
{
    const quint64 number = quint64(m_seen.size()) + 1;
    const QByteArray request = get("/large.bin");
    Client client(m_server->port(), 4096);
    if (!client.send(request))
        return 0;
    const QByteArray received = client.receive(100'000);
    client.sendReset();
    if (!connection([=](const auto &c) { return c.id == number && c.state == trace::State::Closed; }))
        return 0;
    const quint16 port = portOf(number, *m_log);
    m_seen.insert(port, {request, received, false});
    return port;
}

/// Of the requests from that port.
qsizetype OraclesTest::recordedBytes(quint16 port) const
{
    qsizetype sum = 0;
    const auto &rows = m_log->exchanges();
    for (auto row = rows.first(); row < rows.end(); ++row) {
        if (rows.at(row)->client.port == port)
            sum += rows.at(row)->requestHead.size() + rows.at(row)->extras->requestBody.size();
    }
    return sum;
}

void OraclesTest::act()
{
    m_seen.clear();
    put(QStringLiteral("large.bin"), QByteArray(3'000'000, '\xe4'));
    put(QStringLiteral("page.html"), QByteArray(20'000, 'x') + "</p>");
    QVERIFY(start());
    const QByteArray close = "Connection: close\r\n";
    const QByteArray secrets = "Authorization: Basic dGVsbG5vYm9keQ==\r\nCookie: id=tellnobody; b=2\r\n";
    QVERIFY(talk(get("/") + get("/a.txt?q=1&r=%20b", secrets) + get("/nowhere", close))); // pipelined
    QVERIFY(
        talk(get("/a.txt", "If-Modified-Since: " + QByteArray("Fri, 01 Jan 2100 00:00:00 GMT\r\n") + close)));
    QVERIFY(talk(get("/large.bin", "Range: bytes=1000000-1099999\r\n" + close)));
    QVERIFY(talk(get("/?zip", close)));
    QVERIFY(talk(get("/page.html", "Accept-Encoding: gzip\r\n" + close)));
    QVERIFY(talk("POST /a.txt HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
                 + close + "\r\nhello"));
    QVERIFY(talk("POST /a.txt HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n" + close
                 + "\r\n5\r\nhello\r\n3\r\n\xff\xfe\xfd\r\n0\r\n\r\n"));
    QVERIFY(talk(get("/a.txt"), true));
    QVERIFY(talk("HEAD /large.bin HTTP/1.1\r\nHost: h\r\n" + close + "\r\n"));
    QVERIFY(talk("GET /a\tb HTTP/1.1\r\nHost: h\r\n\r\n"));
    QVERIFY(talkOnExpect());
    QVERIFY(talk("GET /a.txt HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n" + close
                 + "\r\nhello")); // without waiting
    QVERIFY(leave());
    m_understood = 14;
}

QString OraclesTest::exported(ExportFormat format, bool withSecrets)
{
    const QString path = m_folder->filePath(QStringLiteral("export.") + trace::fileSuffix(format));
    QFile file(path);
    trace::ExportOptions options;
    options.withSecrets = withSecrets;
    if (!file.open(QIODevice::WriteOnly))
        return {};
    const auto exporter = trace::makeExporter(format, file, options);
    trace::Written written = exporter->begin();
    const auto &exchanges = m_log->exchanges();
    const auto &connections = m_log->connections();
    for (auto row = exchanges.first(); row < exchanges.end() && written; ++row) {
        const auto connection = connections.find(exchanges.at(row)->connection);
        written = exporter->add(*exchanges.at(row), connection ? connections.at(*connection).get() : nullptr);
    }
    written = written ? exporter->end() : written;
    return written ? path : QString();
}

void OraclesTest::har()
{
    act();
    const QString file = exported(ExportFormat::Har, false);
    QVERIFY(!file.isEmpty());
    QCOMPARE(tools::entriesOfHar(file), m_understood + 1);
}

void OraclesTest::packets()
{
    act();
    const QString file = exported(ExportFormat::Pcapng, true);
    QVERIFY(!file.isEmpty());
    const auto streams = tools::streams(file);
    QCOMPARE(streams.size(), m_seen.size());
    for (auto seen = m_seen.cbegin(); seen != m_seen.cend(); ++seen) {
        const tools::Stream stream = streams.value(seen.key());
        // Of what is malformed the record ends at the byte that should not be there.
        QCOMPARE(stream.fromClient, seen->sent.first(std::min(seen->sent.size(), recordedBytes(seen.key()))));
        QVERIFY(stream.fromClient == seen->sent || seen->sent.contains('\t'));
        if (seen->isWhole)
            QVERIFY2(stream.fromServer == seen->received, seen->sent.constData());
        else
            QVERIFY(stream.fromServer.startsWith(seen->received));
    }
    const QByteArray requests = tools::tshark(file, {QStringLiteral("-Y"), QStringLiteral("http.request")});
    QCOMPARE(requests.count('\n'), m_understood);

    // The one thing to warn of is true: a client broke off.
    const QByteArray expert
        = tools::tshark(file, {QStringLiteral("-q"), QStringLiteral("-z"), QStringLiteral("expert,warn")});
    for (const QByteArray &line : expert.split('\n')) {
        const bool isHead = line.trimmed().isEmpty() || line.startsWith("Warns (") || line.startsWith("===")
            || line.contains("Frequency");
        QVERIFY2(isHead || line.contains("Connection reset (RST)"), expert.constData());
    }
    QVERIFY(!tools::run(QStringLiteral("capinfos"), {file}).isEmpty());
}

void OraclesTest::packetsWithoutSecrets()
{
    act();
    const QString path = exported(ExportFormat::Pcapng, false);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains("tellnobody") && !bytes.contains("dGVsbG5vYm9keQ"));
    QVERIFY(bytes.contains("Cookie: id=**********; b=*\r\n"));
    const auto streams = tools::streams(path);
    for (auto seen = m_seen.cbegin(); seen != m_seen.cend(); ++seen)
        QCOMPARE(streams.value(seen.key()).fromClient.size(),
                 std::min(seen->sent.size(), recordedBytes(seen.key())));
}

void OraclesTest::packetsOfSixes()
{
    net::ServerConfig config;
    config.addresses = {QHostAddress(QHostAddress::LocalHostIPv6)};
    QVERIFY(start(config));
    const int socket = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(m_server->port());
    address.sin6_addr = in6addr_loopback;
    QCOMPARE(::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    const QByteArray request = get("/a.txt", "Connection: close\r\n");
    QCOMPARE(::send(socket, request.constData(), size_t(request.size()), 0), ssize_t(request.size()));
    QVERIFY(connection([](const auto &c) { return c.state == trace::State::Draining || c.closed > 0; }));
    ::close(socket);
    QVERIFY(connection([](const auto &c) { return c.state == trace::State::Closed; }));
    const QString file = exported(ExportFormat::Pcapng, true);
    const auto streams = tools::streams(file);
    QCOMPARE(streams.size(), 1);
    QCOMPARE(streams.first().fromClient, request);
    QVERIFY(streams.first().fromServer.endsWith("\r\n\r\nalpha"));
    const QByteArray to
        = tools::tshark(file, {QStringLiteral("-Y"), QStringLiteral("http.request && ipv6.dst == ::1")});
    QCOMPARE(to.count('\n'), 1);
    QVERIFY(tools::tshark(file, {QStringLiteral("-q"), QStringLiteral("-z"), QStringLiteral("expert,warn")})
                .trimmed()
                .isEmpty());
}

QTEST_GUILESS_MAIN(OraclesTest)
#include "tst_oracles.moc"
