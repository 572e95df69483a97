// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturefile.h"
#include "store/schema.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

// A large capture to export from: pages and pictures, errors among them, several requests to a connection,
// many connections open at a time.
//     exportload CAPTURE EXCHANGES [PER_CONNECTION]
namespace {

constexpr quint64 openAtOnce = 50; ///< connections
constexpr quint64 perTransaction = 5000;

QByteArray requestHead(quint64 id, const QByteArray &line)
{
    return line
        + "\r\nHost: 127.0.0.1:7788\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\n"
          "Accept: image/avif,image/webp,*/*;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\n"
          "Cookie: session="
        + QByteArray::number(id * 2654435761U, 16) + "\r\n\r\n";
}

/// The nth of all requests; connections take turns.
trace::Exchange exchange(quint64 id, quint64 perConnection)
{
    const quint64 group = (id - 1) / (openAtOnce * perConnection);
    const quint64 inGroup = (id - 1) % (openAtOnce * perConnection);
    trace::Exchange e;
    e.id = id;
    e.connection = 1 + group * openAtOnce + inGroup % openAtOnce;
    e.ordinal = quint32(inGroup / openAtOnce + 1);
    e.client = {"192.0.2." + QByteArray::number(e.connection % 250), quint16(1024 + e.connection % 60'000)};
    e.outcome = trace::Outcome::Complete;
    e.status = id % 10 == 0 ? 404 : 200;
    e.startedMs = 1'700'000'000'000 + qint64(id / 10);
    const trace::SteadyNs now = 1'000'000'000 + qint64(id) * 100'000;
    e.timings = {now, now, now, now + 20'000, now + 90'000, now + 60'000};
    const QByteArray path = "/assets/" + QByteArray::number(id * 2654435761U) + "/page.html?q=1";
    const QByteArray line = "GET " + path + " HTTP/1.1";
    e.requestHead = requestHead(id, line);
    e.method = {0, 3};
    e.target = {4, quint32(path.size())};
    e.requestLine = {0, quint32(line.size())};
    e.persistence = http::Persistence::KeepAlive;
    e.responseBody = QByteArray("<p>This is what was answered to it.</p>\n").repeated(int(1 + id % 20));
    e.contentType = "text/html";
    e.responseHead = QByteArray(e.status == 404 ? "HTTP/1.1 404 Not Found" : "HTTP/1.1 200 OK")
        + "\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Type: text/html\r\nContent-Length: "
        + QByteArray::number(e.responseBody.size()) + "\r\n\r\n";
    e.bodyLength = e.bodySent = e.responseBody.size();
    e.responseBytes = e.responseHead.size() + e.responseBody.size();
    return e;
}

/// The connection that the first request on it belongs to.
trace::ConnectionRecord connection(const trace::Exchange &first, quint64 perConnection)
{
    trace::ConnectionRecord c;
    c.id = first.connection;
    c.client = first.client;
    c.server = {"127.0.0.1", 7788};
    c.state = trace::State::Closed;
    c.cause = trace::CloseCause::ClientFin;
    c.acceptedMs = first.startedMs;
    c.accepted = first.timings.firstByte - 1000;
    c.closed = first.timings.firstByte + qint64(openAtOnce * perConnection + 10) * 100'000;
    c.requests = quint32(perConnection);
    return c;
}

int fail(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc < 3)
        return 2;
    const QString path = QString::fromLocal8Bit(argv[1]);
    const quint64 exchanges = QByteArray(argv[2]).toULongLong();
    const quint64 perConnection = argc > 3 ? QByteArray(argv[3]).toULongLong() : 10;
    if (const auto prepared = store::prepare(path); !prepared)
        return fail(prepared.error());
    const auto file = store::CaptureFile::open(path);
    if (!file)
        return fail(file.error());
    for (quint64 id = 1; id <= exchanges;) {
        trace::Batch batch;
        for (const quint64 last = std::min(exchanges, id + perTransaction - 1); id <= last; ++id) {
            const auto made = std::make_shared<const trace::Exchange>(exchange(id, perConnection));
            if (made->ordinal == 1)
                batch.emplace_back(
                    std::make_shared<const trace::ConnectionRecord>(connection(*made, perConnection)));
            batch.emplace_back(made);
        }
        if (const auto written = (*file)->write(batch); !written)
            return fail(written.error());
    }
    if (const auto finished = (*file)->finish(); !finished)
        return fail(finished.error());
    return 0;
}
