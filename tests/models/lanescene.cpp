// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanescene.h"

using namespace trace;

namespace lanescene {

ConnectionRecord connection(quint64 id, double acceptedMs)
{
    ConnectionRecord record;
    record.id = id;
    record.client = {"192.0.2." + QByteArray::number(1 + id / 4), quint16(40000 + id)};
    record.server = {"192.0.2.99", 7788};
    record.state = State::Idle;
    record.accepted = record.stateSince = record.lastActivity = at(acceptedMs);
    record.acceptedMs = 1'316'387'908'042 + qint64(acceptedMs);
    record.requests = 1;
    return record;
}

Exchange exchange(quint64 id, quint64 connection, double fromMs, double untilMs, int status)
{
    Exchange record;
    const double length = untilMs - fromMs;
    record.id = id;
    record.connection = connection;
    record.client = {"192.0.2." + QByteArray::number(1 + connection / 4), quint16(40000 + connection)};
    record.outcome = Outcome::Complete;
    record.status = status;
    record.startedMs = 1'316'387'908'042 + qint64(fromMs);
    record.timings
        = {at(fromMs),  at(fromMs + length * 0.15), at(fromMs + length * 0.15), at(fromMs + length * 0.35),
           at(untilMs), at(fromMs + length * 0.35)};
    const QByteArray path = "/" + QByteArray::number(id) + ".html";
    record.requestHead = "GET " + path + " HTTP/1.1\r\n\r\n";
    record.method = {0, 3};
    record.target = {4, quint32(path.size())};
    record.requestLine = {0, quint32(path.size()) + 13};
    record.responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    record.bodyLength = record.bodySent = 4096;
    return record;
}

void close(ConnectionRecord &connection, double atMs, CloseCause cause)
{
    connection.state = State::Closed;
    connection.cause = cause;
    connection.closed = connection.stateSince = at(atMs);
}

Record record(const ConnectionRecord &connection)
{
    return std::make_shared<const ConnectionRecord>(connection);
}

Record record(const Exchange &exchange)
{
    return std::make_shared<const Exchange>(exchange);
}

namespace {

/// A string of beads with every status, then a reset.
void addStatuses(Batch &batch)
{
    auto first = connection(1, 100);
    first.acceptWaitNs = 300 * ms;
    close(first, 8000, CloseCause::ClientReset);
    batch.push_back(record(first));
    quint64 id = 1;
    for (const int status : {200, 304, 404, 500})
        batch.push_back(record(exchange(id, 1, double(id) * 900, double(id) * 900 + 10, status))), ++id;
    auto broken = exchange(id, 1, 5600, 7900);
    broken.outcome = Outcome::Reset;
    broken.bodyLength = 10'000;
    batch.push_back(record(broken));
}

/// A long upload, a slow decision, held back for a while, then sent; closed by FIN after our goodbye.
void addPhases(Batch &batch)
{
    auto long_one = connection(2, 300);
    long_one.serverFin = at(8200);
    close(long_one, 9300, CloseCause::Finished);
    batch.push_back(record(long_one));
    auto upload = exchange(10, 2, 600, 8200);
    upload.timings.headComplete = at(1300);
    upload.timings.requestComplete = at(3000);
    upload.timings.responseStart = upload.timings.firstSent = at(4200);
    upload.extras.edit().requestBodyBytes = 90'000;
    upload.extras.edit().holds = {{at(5200), at(6400)}};
    batch.push_back(record(upload));
}

void addPipelined(Batch &batch)
{
    batch.push_back(record(connection(3, 500)));
    batch.push_back(record(exchange(20, 3, 1000, 4000)));
    auto second = exchange(21, 3, 1200, 6000, 404);
    second.timings.headComplete = second.timings.requestComplete = at(1300);
    second.timings.responseStart = second.timings.firstSent = at(4500);
    second.extras.edit().blockedNs = 2800 * ms;
    batch.push_back(record(second));
}

/// Silent, half-closed, reading a head, sending with a full buffer, draining.
void addOpen(Batch &batch)
{
    auto silent = connection(4, 1500);
    silent.state = State::Receiving;
    silent.requests = 0;
    batch.push_back(record(silent));

    auto half = connection(5, 800);
    half.clientFin = at(6500);
    batch.push_back(record(half));
    batch.push_back(record(exchange(30, 5, 1200, 3900, 200)));

    auto reading = connection(6, 2500);
    reading.state = State::Receiving;
    reading.currentRequest = "GET /sl";
    batch.push_back(record(reading));
    auto head = exchange(31, 6, 3000, 3000, 0);
    head.outcome = Outcome::InProgress;
    head.timings = {at(3000), 0, 0, 0, 0, 0};
    batch.push_back(record(head));

    auto sending = connection(7, 3000);
    sending.state = State::Responding;
    sending.lastActivity = at(9000);
    sending.stateSince = at(3300);
    batch.push_back(record(sending));
    auto download = exchange(32, 7, 3200, 3200);
    download.outcome = Outcome::InProgress;
    download.timings = {at(3200), at(3250), at(3250), at(3600), 0, at(3600)};
    download.extras.edit().stalledNs = 2200 * ms;
    batch.push_back(record(download));
    for (int i = 0; i < 60; ++i) {
        TcpSample sample{7, at(3600 + i * 100), (i % 20) * 10'000, {}};
        sample.tcp.retransmits = i / 25;
        sample.tcp.sendWindow = i > 30 && i < 34 ? 0 : 65'536;
        batch.emplace_back(std::make_shared<const TcpSample>(sample));
    }

    auto draining = connection(8, 4000);
    draining.state = State::Draining;
    draining.stateSince = draining.serverFin = at(8000);
    batch.push_back(record(draining));
    batch.push_back(record(exchange(33, 8, 5000, 8000, 500)));
}

void addRuns(Batch &batch)
{
    auto busy = connection(9, 200);
    busy.requests = 600;
    batch.push_back(record(busy));
    for (quint64 i = 0; i < 600; ++i)
        batch.push_back(record(exchange(100 + i, 9, 400 + double(i) * 12, 403 + double(i) * 12,
                                        i > 350 && i % 7 == 0 ? 500 : 200)));
}

void addLoops(Batch &batch)
{
    for (int i = 1; i <= 100; ++i) {
        for (int loop = 0; loop < 2; ++loop) {
            LoopSample sample{loop, at(i * 100 + loop), (i % 9) * ms, 5, 0, 128, 0};
            if (loop == 0 && i == 47)
                sample.lagNs = 180 * ms;
            sample.acceptQueue = i > 90 ? 60 : 2;
            sample.overflows = i > 70 ? 3 : 0;
            batch.emplace_back(std::make_shared<const LoopSample>(sample));
        }
    }
}

} // namespace

Batch everything()
{
    Batch batch;
    addStatuses(batch);
    addPhases(batch);
    addPipelined(batch);
    addOpen(batch);
    addRuns(batch);
    addLoops(batch);
    return batch;
}

Batch crowd(int exchanges, int connections)
{
    Batch batch;
    const int each = exchanges / connections;
    for (int lane = 1; lane <= connections; ++lane) {
        const double from = lane;
        batch.push_back(record(connection(quint64(lane), from)));
        for (int i = 0; i < each; ++i) {
            const auto id = quint64(lane - 1) * quint64(each) + quint64(i) + 1;
            batch.push_back(
                record(exchange(id, quint64(lane), from + i * 3, from + i * 3 + 2, i % 50 == 0 ? 404 : 200)));
        }
    }
    return batch;
}

} // namespace lanescene
