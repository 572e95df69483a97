// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsmodel.h"
#include "models/consolemodel.h"
#include "models/lanebook.h"
#include "models/requestsmodel.h"
#include "models/statistics.h"
#include "trace/log.h"

#include <QFile>
#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <optional>

// Does a log with its views stay within its budget, whatever comes? Five million exchanges, each with a path
// of its own, ten to a connection.
//     memory [EXCHANGES]
// prints: exchanges kept, evicted, what the log counts and what the process has grown by, in MiB, at its
// peak.
//     memory EXCHANGES log|views
// What does a record cost when one client asks for the same thing again and again, in the log alone or with
// all views of it?
// prints: bytes an exchange.

namespace {

qint64 residentKiB(const char *key)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = status.readAll();
    const auto at = text.indexOf(key);
    return text.mid(at + qsizetype(qstrlen(key)), 20).trimmed().split(' ').constFirst().toLongLong();
}

trace::ExchangePtr exchange(quint64 id, trace::SteadyNs now)
{
    auto e = std::make_shared<trace::Exchange>();
    e->id = id;
    e->connection = id / 10 + 1;
    e->ordinal = quint32(id % 10 + 1);
    e->client = {"192.0.2." + QByteArray::number(id % 250), quint16(id)};
    e->outcome = trace::Outcome::Complete;
    e->status = id % 10 == 0 ? 404 : 200;
    e->startedMs = now / 1'000'000;
    e->timings = {now, now, now, now + 20'000, now + 90'000, now + 60'000};
    const QByteArray path = "/assets/" + QByteArray::number(id * 2654435761U) + "/picture.webp";
    const QByteArray line = "GET " + path + " HTTP/1.1";
    e->requestHead = line
        + "\r\nHost: 127.0.0.1:7788\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\n"
          "Accept: image/avif,image/webp,*/*;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n";
    e->method = {0, 3};
    e->target = {4, quint32(path.size())};
    e->requestLine = {0, quint32(line.size())};
    e->persistence = http::Persistence::KeepAlive;
    e->responseHead
        = QByteArray("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: image/webp\r\n"
                     "Content-Length: 48213\r\nETag: \"5d8c72a5\"\r\n"
                     "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n");
    e->responseHead.detach();
    e->contentType = QByteArray("image/webp").append(char('0' + id % 10));
    e->bodyLength = e->bodySent = 48213;
    e->diskPath = QStringLiteral("/srv/site") + QString::fromLatin1(path);
    return e;
}

trace::ConnectionPtr connection(quint64 id, trace::SteadyNs now, trace::State state)
{
    auto c = std::make_shared<trace::ConnectionRecord>();
    c->id = id;
    c->client = {"192.0.2." + QByteArray::number(id % 250), quint16(id)};
    c->server = {QByteArray("127.0.0.").append('1'), 7788};
    c->state = state;
    c->cause = state == trace::State::Closed ? trace::CloseCause::ClientFin : trace::CloseCause::Open;
    c->accepted = now;
    c->closed = state == trace::State::Closed ? now + 1'000'000 : 0;
    c->requests = 10;
    return c;
}

/// All that looks at a log in the window.
struct Views
{
    explicit Views(trace::Log &log)
        : requests(&log)
        , connections(&log)
        , console(&log)
        , lanes(log)
        , statistics(log)
    {
        QObject::connect(&log, &trace::Log::changed,
                         [this](const trace::LogChange &change) { lanes.logChanged(change); });
    }

    models::RequestsModel requests;
    models::ConnectionsModel connections;
    models::ConsoleModel console;
    models::LaneBook lanes;
    models::Statistics statistics;
};

constexpr quint64 perFrame = 800;

int different(quint64 exchanges)
{
    trace::Log log;
    const Views views(log);
    const qint64 before = residentKiB("VmRSS:");
    trace::SteadyNs now = 1'000'000'000;
    for (quint64 id = 1; id <= exchanges;) {
        trace::Batch batch;
        for (quint64 last = std::min(exchanges, id + perFrame - 1); id <= last; ++id, now += 10'000) {
            if (id % 10 == 0)
                batch.emplace_back(connection(id / 10 + 1, now, trace::State::Receiving));
            batch.emplace_back(exchange(id, now));
            if (id % 10 == 9)
                batch.emplace_back(connection(id / 10 + 1, now, trace::State::Closed));
        }
        log.append(batch);
    }
    const qint64 grown = residentKiB("VmHWM:") - before;
    std::printf("%llu kept, %llu evicted, counted %lld MiB, grown by %lld MiB, budget %lld MiB\n",
                static_cast<unsigned long long>(log.exchanges().size()),
                static_cast<unsigned long long>(log.evicted()), static_cast<long long>(log.footprint() >> 20),
                static_cast<long long>(grown >> 10), static_cast<long long>(log.budget() >> 20));
    return grown <= log.budget() >> 10 ? 0 : 1;
}

/// As a loop hands it over: what is the same is shared (net/sharedheads.h).
int same(quint64 exchanges, bool withViews)
{
    trace::Log log(16LL << 30);
    std::optional<Views> views;
    if (withViews)
        views.emplace(log);
    const auto first = exchange(1, 1'000'000'000);
    const qint64 before = residentKiB("VmRSS:");
    trace::SteadyNs now = 1'000'000'000;
    log.append({connection(1, now, trace::State::Receiving)});
    for (quint64 id = 1; id <= exchanges;) {
        trace::Batch batch;
        for (quint64 last = std::min(exchanges, id + perFrame - 1); id <= last; ++id, now += 10'000) {
            auto next = std::make_shared<trace::Exchange>(*first);
            next->id = id;
            next->connection = 1;
            next->ordinal = quint32(id);
            next->timings = {now, now, now, now + 2000, now + 9000, now + 6000};
            batch.emplace_back(std::move(next));
        }
        log.append(batch);
    }
    std::printf("%lld bytes an exchange\n",
                static_cast<long long>((residentKiB("VmRSS:") - before) * 1024 / qint64(exchanges)));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const quint64 exchanges = argc > 1 ? QByteArray(argv[1]).toULongLong() : 5'000'000;
    return argc > 2 ? same(exchanges, QByteArrayView(argv[2]) == "views") : different(exchanges);
}
