// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timepoints.h"

#include "models/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace models {
namespace {

/// Joins the buckets of a point.
class Gathered
{
public:
    void add(const TimeBucket &bucket, Latency latency)
    {
        for (size_t kind = 0; kind < TimeBucket::kinds; ++kind)
            m_sum.requests[kind] += bucket.requests[kind];
        m_sum.bytesIn += bucket.bytesIn;
        m_sum.bytesOut += bucket.bytesOut;
        m_sum.durations.add(latency == Latency::Duration ? bucket.durations : bucket.waits);
    }

    void fill(TimePoint &point) const
    {
        const double seconds = double(point.span.until - point.span.from + 1) / 1e9;
        for (size_t kind = 0; kind < TimeBucket::kinds; ++kind)
            point.requests[kind] = double(m_sum.requests[kind]) / seconds;
        point.bytesIn = double(m_sum.bytesIn) / seconds;
        point.bytesOut = double(m_sum.bytesOut) / seconds;
        point.ended = m_sum.total();
        for (size_t i = 0; i < shownPercentiles.size(); ++i)
            point.percentiles[i] = m_sum.durations.percentile(shownPercentiles[i]);
    }

private:
    TimeBucket m_sum;
};

/// The first bucket that is not below that number.
auto firstFrom(const TimeBuckets &buckets, qint64 number)
{
    const auto &list = buckets.list();
    return std::lower_bound(list.begin(), list.end(), number,
                            [](const TimeBucket &bucket, qint64 key) { return bucket.number < key; });
}

} // namespace

double TimePoint::allRequests() const
{
    return std::accumulate(requests.begin(), requests.end(), 0.0);
}

std::vector<TimePoint> timePoints(const TimeBuckets &ended, const TimeBuckets &loops, trace::TimeSpan span,
                                  Latency latency, qint64 most)
{
    const qint64 width = ended.widthNs();
    const qint64 first = span.from / width;
    const qint64 count = std::max<qint64>(span.until / width - first + 1, 1);
    const qint64 step = (count + most - 1) / most;
    std::vector<TimePoint> points(size_t((count + step - 1) / step));
    auto bucket = firstFrom(ended, first);
    auto loop = firstFrom(loops, first);
    qint64 from = first;
    for (TimePoint &point : points) {
        point.span = {from * width, (from + step) * width - 1};
        from += step;
        Gathered gathered;
        for (; bucket != ended.list().end() && bucket->number < from; ++bucket)
            gathered.add(*bucket, latency);
        gathered.fill(point);
        for (; loop != loops.list().end() && loop->number < from; ++loop) {
            point.open = std::max(point.open, loop->open);
            point.lagNs = std::max(point.lagNs, loop->lagNs);
        }
    }
    return points;
}

trace::TimeSpan extent(const TimeBuckets &ended, const TimeBuckets &loops)
{
    trace::TimeSpan whole{0, 0};
    for (const TimeBuckets *buckets : {&ended, &loops}) {
        if (buckets->list().empty())
            continue;
        const trace::TimeSpan one{buckets->list().front().number * buckets->widthNs(),
                                  (buckets->list().back().number + 1) * buckets->widthNs() - 1};
        whole = whole.until == 0
            ? one
            : trace::TimeSpan{std::min(whole.from, one.from), std::max(whole.until, one.until)};
    }
    return whole;
}

QString summary(const std::vector<TimePoint> &points, const QLocale &locale)
{
    TimePoint most;
    double requests = 0;
    for (const TimePoint &point : points) {
        most.ended += point.ended;
        requests = std::max(requests, point.allRequests());
        most.bytesOut = std::max(most.bytesOut, point.bytesOut);
        most.open = std::max(most.open, point.open);
        most.lagNs = std::max(most.lagNs, point.lagNs);
        most.percentiles[2] = std::max(most.percentiles[2], point.percentiles[2]);
    }
    if (points.empty())
        return QCoreApplication::translate("models", "Nothing was recorded in this time.");
    return QCoreApplication::translate("models",
                                       "%1 requests ended; at most %2, %3 sent and %4 connections open; "
                                       "99 percent took %5 or less; the loops were %6 late at most.")
        .arg(format::count(qint64(most.ended), locale), format::requestRate(requests, locale),
             format::byteRate(most.bytesOut, locale), format::count(most.open, locale),
             format::duration(most.percentiles[2], locale), format::duration(most.lagNs, locale));
}

} // namespace models
