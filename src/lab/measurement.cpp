// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/measurement.h"

#include "lab/callwatch.h"
#include "lab/load.h"
#include "lab/server.h"
#include "lab/steprecord.h"

#include <algorithm>

namespace lab {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longestSilence(500);

double microseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1000;
}

/// The time that this part of them does not exceed; nothing when there are none. Reorders them.
std::optional<double> percentile(std::vector<std::chrono::nanoseconds> &times, double part)
{
    if (times.empty())
        return std::nullopt;
    const auto nth = times.begin() + qsizetype(part * double(times.size() - 1));
    std::nth_element(times.begin(), nth, times.end());
    return microseconds(*nth);
}

/// The calls of a watched thread, and what of them was in vain.
struct Tally
{
    Counter calls;
    Counter useless;

    void count(const Call &call)
    {
        calls.add(1);
        const qint64 result = call.result.value_or(0);
        if (const int asked = descriptorsAsked(call); asked > 0)
            useless.add(asked - std::max<qint64>(result, 0));
        else if (result < 0)
            useless.add(1);
    }
};

/// What the clients and the server have seen, for each response.
Point pointOf(Sample sample, std::chrono::nanoseconds cpu)
{
    Point point;
    point.responses = int(sample.latencies.size());
    point.wrong = sample.wrong;
    point.unanswered = sample.unanswered;
    if (point.responses == 0)
        return point;
    point.responsesPerSecond = point.responses / std::chrono::duration<double>(sample.length).count();
    point.cpuUs = microseconds(cpu) / point.responses;
    point.p50Us = percentile(sample.latencies, 0.5);
    point.p99Us = percentile(sample.latencies, 0.99);
    return point;
}

void addCounts(Point &point, const Counts &before, const Counts &after)
{
    point.systemCalls = double(after.systemCalls - before.systemCalls) / point.responses;
    point.useless = double(after.useless - before.useless) / point.responses;
}

tl::expected<Point, QString> measure(const Server &server, const Load &load, const Asking &asking)
{
    const auto cpuBefore = server.clock().nanoseconds();
    const auto before = server.counts();
    auto sample = load.ask(asking);
    if (!sample)
        return tl::unexpected(sample.error());
    const auto cpu = std::chrono::nanoseconds(server.clock().nanoseconds() - cpuBefore);
    Point point = pointOf(std::move(*sample), cpu);
    if (before && point.responses > 0)
        addCounts(point, *before, *server.counts());
    return point;
}

/// For a loop whose calls are in a library: the kernel tells each of them, in a pass of its own, for that
/// takes time. Nothing is added where it does not.
tl::expected<void, QString> addWatched(Point &point, const CallWatch &watch, const Tally &tally,
                                       const Load &load, int clients)
{
    if (!watch.isAttached())
        return {};
    const qint64 calls = tally.calls.value(), useless = tally.useless.value();
    const auto sample = load.ask({clients, 200, 1s});
    if (!sample)
        return tl::unexpected(sample.error());
    const auto responses = double(sample->latencies.size());
    point.wrong += sample->wrong;
    point.unanswered += sample->unanswered;
    if (responses == 0)
        return {};
    point.systemCalls = double(tally.calls.value() - calls) / responses;
    point.useless = double(tally.useless.value() - useless) / responses;
    return {};
}

} // namespace

tl::expected<Point, QString> measure(Loop loop, const Options &options, int idle, const std::stop_token &stop)
{
    auto listening = listenOnLoopback();
    if (!listening)
        return tl::unexpected(listening.error());
    const Load load(listening->port, labFolder(), stop);
    const bool waitsForSilent = loop == Loop::Blocking && idle > 0;
    // The clients outlive the server, so that it does not see them go.
    const auto silent
        = connectClients(listening->port, waitsForSilent ? std::min(idle, mostQueued) : 0, stop);
    if (!silent)
        return tl::unexpected(silent.error());
    auto pairs = connectPairs(*listening, waitsForSilent ? 0 : idle, stop);
    if (!pairs)
        return tl::unexpected(pairs.error());
    Tally tally;
    CallWatch watch([&tally](const Call &call) { tally.count(call); });
    const auto server
        = startServer(loop, std::move(listening->socket), std::move(pairs->accepted), labFolder());
    if (!waitsForSilent) {
        if (const auto begun = load.askOnce(); !begun)
            return tl::unexpected(begun.error());
    }

    Asking asking{options.active, options.mostResponses, options.duration};
    if (waitsForSilent) { // who is not answered by then will not be
        asking.duration = std::min(asking.duration, longestSilence);
        asking.patience = 0ms;
    }
    auto point = measure(*server, load, asking);
    if (!point)
        return point;
    point->idle = idle;
    if (point->responses > 0 && !point->systemCalls && !stop.stop_requested()) {
        server->watch(watch);
        if (const auto added = addWatched(*point, watch, tally, load, options.active); !added)
            return tl::unexpected(added.error());
    }
    return point;
}

} // namespace lab
