// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statistics.h"

#include "models/steps.h"
#include "trace/post.h"

#include <algorithm>

namespace models {
namespace {

bool counts(const trace::Exchange &exchange, const trace::Filter &filter,
            const std::optional<trace::TimeSpan> &span)
{
    return (!span || span->overlaps(exchange.timings.firstByte, exchange.timings.finished))
        && filter.matches(exchange);
}

bool ended(const trace::ExchangePtr &exchange)
{
    return exchange->outcome != trace::Outcome::InProgress;
}

} // namespace

Statistics::Statistics(const trace::Log &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_loopSeconds(m_all.seconds().widthNs(), 5400)
    , m_loopMinutes(m_all.minutes().widthNs(), 7 * 24 * 60)
{
    const auto &rows = log.exchanges();
    for (auto row = rows.first(); row < rows.end(); ++row)
        count(row);
    takeSamples(log.loopSamples().size());
    connect(&m_turn, &QTimer::timeout, this, &Statistics::gather);
    connect(&log, &trace::Log::changed, this, &Statistics::take);
}

Statistics::~Statistics() = default;

void Statistics::take(const trace::LogChange &change)
{
    const auto &rows = m_log.exchanges();
    for (const trace::Sequence row : change.exchanges.changed) {
        if (rows.contains(row))
            count(row);
    }
    for (auto row = std::max(change.exchanges.added, rows.first()); row < rows.end(); ++row)
        count(row);
    takeSamples(change.loopSamples);
    emit changed();
}

void Statistics::takeSamples(size_t count)
{
    const auto &samples = m_log.loopSamples();
    for (size_t i = samples.size() - std::min(count, samples.size()); i < samples.size(); ++i) {
        const trace::LoopSample &sample = *samples[i];
        m_open[sample.loop] = sample.open;
        quint32 open = 0;
        for (const auto &[loop, connections] : m_open)
            open += connections;
        for (TimeBuckets *buckets : {&m_loopSeconds, &m_loopMinutes}) {
            if (TimeBucket *bucket = buckets->at(sample.at)) {
                bucket->open = std::max(bucket->open, open);
                bucket->lagNs = std::max(bucket->lagNs, sample.lagNs);
            }
        }
    }
}

void Statistics::count(trace::Sequence row)
{
    const trace::ExchangePtr &exchange = m_log.exchanges().at(row);
    if (!ended(exchange))
        return;
    // Whole milliseconds differ by one from request to request: the curves would tremble with each.
    if (!m_wallClock)
        m_wallClock = exchange->startedMs - exchange->timings.firstByte / 1'000'000;
    m_all.add(*exchange);
    if (row >= m_next && row < m_end)
        return; // gather() comes to it
    if (m_isCounting)
        m_meanwhile.push_back(exchange);
    else if (isNarrowed() && counts(*exchange, m_filter, m_span))
        m_narrowed.add(*exchange);
}

void Statistics::setFilter(const trace::Filter &filter)
{
    m_filter = filter;
    recount();
}

void Statistics::setSpan(const std::optional<trace::TimeSpan> &span)
{
    m_span = span;
    recount();
}

void Statistics::clear()
{
    m_all = {};
    m_loopSeconds = TimeBuckets(m_loopSeconds.widthNs(), 5400);
    m_loopMinutes = TimeBuckets(m_loopMinutes.widthNs(), 7 * 24 * 60);
    m_narrowed = {};
    m_wallClock.reset();
    m_turn.stop();
    recount();
}

/// Records that are being gathered already serve any filter.
void Statistics::recount()
{
    m_worker.request_stop();
    ++m_run;
    m_isCounting = isNarrowed();
    if (!m_isCounting || !m_turn.isActive()) {
        const auto &rows = m_log.exchanges();
        m_gathered.clear();
        m_meanwhile.clear();
        m_next = rows.first();
        m_end = m_isCounting ? rows.end() : m_next;
        m_gathered.reserve(size_t(m_end - m_next));
    }
    if (m_isCounting)
        m_turn.start();
    else
        m_turn.stop();
    emit changed();
}

void Statistics::gather()
{
    const auto &rows = m_log.exchanges();
    m_next = std::max(m_next, rows.first());
    for (const auto until = std::min<trace::Sequence>(m_next + stride, m_end); m_next < until; ++m_next) {
        if (ended(rows.at(m_next)))
            m_gathered.push_back(rows.at(m_next));
    }
    if (m_next < m_end)
        return;
    m_turn.stop();
    startWorker();
}

/// The worker owns the records it looks at, and only says so when it is done: it shares nothing.
void Statistics::startWorker()
{
    m_worker = std::jthread([this, run = m_run, records = std::exchange(m_gathered, {}), filter = m_filter,
                             span = m_span](const std::stop_token &stop) {
        auto result = std::make_shared<Tally>();
        for (const trace::ExchangePtr &record : records) {
            if (stop.stop_requested())
                return;
            if (counts(*record, filter, span))
                result->add(*record);
        }
        // Safe: the destructor joins this thread first, and a queued call dies with its receiver.
        trace::post(this, [this, run, result] { finish(run, result); });
    });
}

void Statistics::finish(quint64 run, const std::shared_ptr<Tally> &result)
{
    if (run != m_run)
        return;
    m_narrowed = std::move(*result);
    m_isCounting = false;
    for (const trace::ExchangePtr &exchange : std::exchange(m_meanwhile, {})) {
        if (counts(*exchange, m_filter, m_span))
            m_narrowed.add(*exchange);
    }
    emit changed();
}

} // namespace models
