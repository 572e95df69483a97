// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/measurement.h"
#include "lab/socket.h"
#include "lab/text.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>

#include <algorithm>
#include <thread>

namespace lab {

namespace {

template <typename T>
std::vector<T> withoutDoubles(const std::vector<T> &values)
{
    std::vector<T> result;
    for (const T &value : values) {
        if (std::find(result.begin(), result.end(), value) == result.end())
            result.push_back(value);
    }
    return result;
}

/// The numbers of idle clients, lowered to what the limit of open descriptors allows.
std::vector<int> bounded(std::vector<int> counts, int active, QStringList &remarks)
{
    const qint64 limit = raiseDescriptorLimit();
    const int most = possibleIdle(limit, active);
    if (*std::max_element(counts.begin(), counts.end()) > most)
        remarks.append(
            Lab::tr("At most %L1 idle clients: this process may open %L2 descriptors (ulimit -Hn).")
                .arg(most)
                .arg(limit));
    for (int &count : counts)
        count = std::clamp(count, 0, most);
    return withoutDoubles(counts);
}

/// The class that Qt drives a thread with when nobody chooses.
QString qtDispatcher()
{
    QString name;
    std::thread([&name] {
        const QEventLoop events;
        name = QString::fromLatin1(QAbstractEventDispatcher::instance()->metaObject()->className());
    }).join();
    return name;
}

bool hasPoint(const Result &result, bool (*isWanted)(Loop, const Point &))
{
    return std::any_of(result.loops.begin(), result.loops.end(), [isWanted](const Series &series) {
        return std::any_of(series.points.begin(), series.points.end(),
                           [&](const Point &point) { return isWanted(series.loop, point); });
    });
}

/// How the numbers came about, as far as it matters for those that are there.
void addRemarks(Result &result)
{
    const auto has = [&result](auto isWanted) { return hasPoint(result, isWanted); };
    if (has([](Loop loop, const Point &point) { return loop == Loop::Blocking && point.unanswered > 0; }))
        result.remarks.append(
            Lab::tr("One at a time answers nobody beside idle clients: it waits for the first "
                    "of them, which says nothing."));
    if (has([](Loop loop, const Point &) { return loop == Loop::Poll; }))
        result.remarks.append(Lab::tr("Qt's poll loop is %1, which Qt chooses here.").arg(qtDispatcher()));
    const auto isQt = [](Loop loop, const Point &) { return loop == Loop::Poll || loop == Loop::Epoll; };
    if (!has(isQt))
        return;
    if (has([](Loop, const Point &point) { return point.responses > 0 && !point.systemCalls; }))
        result.remarks.append(
            Lab::tr("The system calls of Qt's loops, and which were useless, are not known: this system does "
                    "not let a program watch its own (seccomp_unotify)."));
    else
        result.remarks.append(
            Lab::tr("System calls were counted at each call, and where they are Qt's by the "
                    "kernel, in a pass of its own that is not timed."));
}

} // namespace

tl::expected<Result, QString> run(const Options &options,
                                  const std::function<void(const Progress &)> &progress,
                                  const std::stop_token &stop)
{
    if (options.idle.empty())
        return tl::unexpected(Lab::tr("There is no number of idle clients to measure at."));
    if (options.loops.empty())
        return tl::unexpected(Lab::tr("There is no loop to measure."));
    Result result;
    result.options = options;
    result.options.active = std::clamp(options.active, 1, mostActive);
    result.options.loops = withoutDoubles(options.loops);
    result.options.idle = bounded(options.idle, result.options.active, result.remarks);
    for (const Loop loop : result.options.loops)
        result.loops.push_back({loop, {}});
    Progress state;
    state.of = int(result.options.idle.size() * result.loops.size());
    const auto tell = [&](std::optional<Point> finished) {
        state.finished = finished;
        if (progress)
            progress(state);
    };
    for (Series &series : result.loops) {
        for (const int idle : result.options.idle) {
            state.loop = series.loop;
            state.idle = idle;
            tell(std::nullopt);
            const auto point = measure(series.loop, result.options, idle, stop);
            if (stop.stop_requested()) {
                result.cancelled = true;
                addRemarks(result);
                return result;
            }
            if (!point)
                return tl::unexpected(point.error());
            series.points.push_back(*point);
            ++state.done;
            tell(*point);
        }
    }
    addRemarks(result);
    return result;
}

} // namespace lab
