// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/load.h"
#include "lab/pollingserver.h"
#include "lab/qtserver.h"
#include "loop/epolldispatcher.h"

#include <QCoreApplication>

#include <algorithm>

namespace lab {

namespace {

struct Lab
{
    Q_DECLARE_TR_FUNCTIONS(lab)
};

/// A loop to be compared: how it is called and how it starts on a listening socket.
struct Contestant
{
    QString key;
    QString name;
    std::unique_ptr<Server> (*start)(Socket listening);
};

std::vector<Contestant> contestants()
{
    return {{QStringLiteral("polling"), Lab::tr("the article's loop"),
             [](Socket listening) -> std::unique_ptr<Server> {
                 return std::make_unique<PollingServer>(std::move(listening));
             }},
            {QStringLiteral("qt"), Lab::tr("Qt's dispatcher"),
             [](Socket listening) -> std::unique_ptr<Server> {
                 return std::make_unique<QtServer>(std::move(listening), nullptr);
             }},
            {QStringLiteral("epoll"), Lab::tr("EpollDispatcher"),
             [](Socket listening) -> std::unique_ptr<Server> {
                 return std::make_unique<QtServer>(std::move(listening), std::make_unique<EpollDispatcher>());
             }}};
}

double microseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1000;
}

double median(std::vector<std::chrono::nanoseconds> times)
{
    if (times.empty())
        return 0;
    const auto middle = times.begin() + qsizetype(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return microseconds(*middle);
}

tl::expected<Point, QString> measure(const Contestant &contestant, const Options &options, int idleClients)
{
    auto listening = listenOnLoopback();
    if (!listening)
        return tl::unexpected(listening.error());
    const quint16 port = listening->port;
    const auto server = contestant.start(std::move(listening->socket));
    const auto idle = connectIdle(port, idleClients);
    if (!idle)
        return tl::unexpected(idle.error());

    const auto cpuBefore = server->clock().nanoseconds();
    const auto sample = ask(port, options.active, options.mostResponses, options.duration);
    const auto cpu = std::chrono::nanoseconds(server->clock().nanoseconds() - cpuBefore);
    if (!sample)
        return tl::unexpected(sample.error());
    const int responses = int(sample->latencies.size());
    return Point{idleClients, responses, sample->wrong, microseconds(cpu) / std::max(responses, 1),
                 median(sample->latencies)};
}

/// The numbers of idle clients, lowered to what the limit of open descriptors allows: both ends of every
/// connection are in this process.
std::vector<int> bounded(const std::vector<int> &wanted, int active, QStringList &remarks)
{
    constexpr int others = 64; // the program's own, with room
    const qint64 limit = raiseDescriptorLimit();
    const int most = int(std::max(qint64(0), (limit - others) / 2 - active));
    std::vector<int> counts;
    for (const int count : wanted) {
        if (const int possible = std::min(count, most);
            std::find(counts.begin(), counts.end(), possible) == counts.end())
            counts.push_back(possible);
    }
    if (counts != wanted && *std::max_element(wanted.begin(), wanted.end()) > most)
        remarks.append(Lab::tr("At most %1 idle clients: this process may open %2 descriptors (ulimit -Hn).")
                           .arg(most)
                           .arg(limit));
    return counts;
}

} // namespace

tl::expected<Result, QString> run(const Options &options)
{
    if (options.idle.empty())
        return tl::unexpected(Lab::tr("There is no number of idle clients to measure at."));
    Result result{options, {}, {}};
    const auto counts = bounded(options.idle, options.active, result.remarks);
    for (const Contestant &contestant : contestants()) {
        Series &series = result.loops.emplace_back(Series{contestant.key, contestant.name, {}});
        for (const int count : counts) {
            if (options.progress)
                options.progress(Lab::tr("%1, %2 idle clients").arg(contestant.name).arg(count));
            const auto point = measure(contestant, options, count);
            if (!point)
                return tl::unexpected(point.error());
            series.points.push_back(*point);
        }
    }
    return result;
}

} // namespace lab
