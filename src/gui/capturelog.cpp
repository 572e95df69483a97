// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturelog.h"

#include "models/moment.h"

#include <algorithm>

namespace gui {

namespace {

/// What has not ended in a log, as if it had.
trace::Batch endedNow(const trace::Log &log)
{
    trace::Batch ended;
    for (auto row = log.connections().first(); row < log.connections().end(); ++row) {
        if (log.connections().at(row)->state == trace::State::Closed)
            continue;
        trace::ConnectionRecord record = *log.connections().at(row);
        record.state = trace::State::Closed;
        ended.emplace_back(std::make_shared<const trace::ConnectionRecord>(std::move(record)));
    }
    for (auto row = log.exchanges().first(); row < log.exchanges().end(); ++row) {
        if (log.exchanges().at(row)->outcome != trace::Outcome::InProgress)
            continue;
        trace::Exchange record = *log.exchanges().at(row);
        record.outcome = trace::Outcome::ServerStopped;
        ended.emplace_back(std::make_shared<const trace::Exchange>(std::move(record)));
    }
    return ended;
}

/// Bytes, of what counts in a log.
qint64 footprint(const trace::Batch &batch)
{
    qint64 bytes = 0;
    for (const trace::Record &record : batch) {
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            bytes += (*exchange)->footprint();
        else if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
            bytes += (*connection)->footprint();
    }
    return bytes;
}

} // namespace

void CaptureLog::empty(std::optional<trace::SteadyNs> from)
{
    m_log.append(endedNow(m_log)); // else it would stay, and numbers come again
    m_log.clear();
    m_evictedBefore = m_log.evicted();
    m_from = from;
    m_fullAt.reset();
    m_lastMoment = 0;
    m_latest = from.value_or(0);
}

bool CaptureLog::take(const trace::Batch &batch)
{
    if (m_fullAt)
        return false;
    // A batch that is too large alone is taken, so that there is something to see.
    if (m_from && m_log.footprint() > 0 && m_log.footprint() + footprint(batch) > m_log.budget()) {
        m_fullAt = m_latest;
        return false;
    }
    m_log.append(batch);
    for (const trace::Record &record : batch) {
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            m_latest = std::max(m_latest, (*exchange)->timings.firstByte);
    }
    m_lastMoment = std::max(m_lastMoment, models::latest(batch));
    return true;
}

bool CaptureLog::lacks(trace::TimeSpan span) const
{
    if (m_from)
        return span.from < *m_from || (m_fullAt && span.until > *m_fullAt && span.from > *m_from);
    const auto &rows = m_log.exchanges();
    return evicted() > 0 && (rows.size() == 0 || span.from < rows.at(rows.first())->timings.firstByte);
}

} // namespace gui
