// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/log.h"

#include <algorithm>
#include <utility>

namespace trace {

namespace {

bool isRunning(const ConnectionRecord &record)
{
    return record.state != State::Closed;
}

bool isRunning(const Exchange &record)
{
    return record.outcome == Outcome::InProgress;
}

void finish(std::vector<Sequence> &changed, Sequence first, Sequence added)
{
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    std::erase_if(changed, [=](Sequence row) { return row < first || row >= added; });
}

/// The newest ones, as many as there is room for.
template <typename T>
void keep(std::deque<T> &samples, const T &sample, size_t &added)
{
    samples.push_back(sample);
    if (samples.size() > Log::mostSamples)
        samples.pop_front();
    added = std::min(added + 1, Log::mostSamples);
}

} // namespace

template <typename T>
std::optional<Sequence> Rows<T>::find(quint64 id) const
{
    if (const auto running = m_running.constFind(id); running != m_running.cend())
        return *running;
    const auto found
        = std::find_if(m_rows.rbegin(), m_rows.rend(), [id](const Ptr &row) { return row->id == id; });
    if (found == m_rows.rend())
        return std::nullopt;
    return end() - 1 - Sequence(found - m_rows.rbegin());
}

template class Rows<ConnectionRecord>;
template class Rows<Exchange>;

Log::Log(qint64 budgetBytes, QObject *parent)
    : QObject(parent)
    , m_budget(budgetBytes)
{
}

void Log::append(const Batch &batch)
{
    LogChange change;
    change.connections.added = m_connections.end();
    change.exchanges.added = m_exchanges.end();
    for (const Record &record : batch)
        take(record, change);
    evict();
    change.connections.first = m_connections.first();
    change.exchanges.first = m_exchanges.first();
    finish(change.connections.changed, change.connections.first, change.connections.added);
    finish(change.exchanges.changed, change.exchanges.first, change.exchanges.added);
    emit changed(change);
}

void Log::take(const Record &record, LogChange &change)
{
    if (const auto *connection = std::get_if<ConnectionPtr>(&record))
        put(m_connections, *connection, change.connections);
    else if (const auto *exchange = std::get_if<ExchangePtr>(&record))
        put(m_exchanges, *exchange, change.exchanges);
    else if (const auto *loop = std::get_if<LoopSamplePtr>(&record))
        keep(m_loopSamples, *loop, change.loopSamples);
    else if (const auto *tcp = std::get_if<TcpSamplePtr>(&record))
        keep(m_tcpSamples, *tcp, change.tcpSamples);
}

void Log::clear()
{
    m_loopSamples.clear();
    m_tcpSamples.clear();
    LogChange change;
    change.connections.added = m_connections.end();
    change.exchanges.added = m_exchanges.end();
    for (auto rest = m_connections.size(); rest > 0; --rest)
        forgetOldest(m_connections);
    for (auto rest = m_exchanges.size(); rest > 0; --rest)
        forgetOldest(m_exchanges);
    change.connections.first = m_connections.first();
    change.exchanges.first = m_exchanges.first();
    emit changed(change);
}

template <typename T>
void Log::put(Rows<T> &rows, const std::shared_ptr<const T> &record, RowsChange &change)
{
    const auto footprint = quint32(record->footprint());
    m_footprint += footprint;
    const auto known = rows.m_running.constFind(record->id);
    if (known != rows.m_running.cend()) {
        const auto place = size_t(*known - rows.m_first);
        m_footprint -= std::exchange(rows.m_footprints[place], footprint);
        rows.m_rows[place] = record;
        change.changed.push_back(*known);
        if (!isRunning(*record))
            rows.m_running.erase(known);
        return;
    }
    if (isRunning(*record))
        rows.m_running.insert(record->id, rows.end());
    rows.m_rows.push_back(record);
    rows.m_footprints.push_back(footprint);
    if constexpr (std::is_same_v<T, Exchange>)
        ++m_recorded;
}

/// Takes the oldest row away; one that still runs comes back as the newest.
template <typename T>
void Log::forgetOldest(Rows<T> &rows)
{
    const auto oldest = rows.m_rows.front();
    const quint32 footprint = rows.m_footprints.front();
    rows.m_rows.pop_front();
    rows.m_footprints.pop_front();
    ++rows.m_first;
    if (!isRunning(*oldest)) {
        m_footprint -= footprint;
        return;
    }
    rows.m_running[oldest->id] = rows.end();
    rows.m_rows.push_back(oldest);
    rows.m_footprints.push_back(footprint);
}

/// The oldest row that has ended, once those that still run are moved out of its way: each at most once a
/// call, which `moves` counts down. Null when there is none.
template <typename T>
const T *Log::oldestEnded(Rows<T> &rows, qsizetype &moves)
{
    if (rows.m_running.size() == rows.size())
        return nullptr;
    while (isRunning(*rows.m_rows.front())) {
        if (moves-- <= 0)
            return nullptr;
        forgetOldest(rows);
    }
    return rows.m_rows.front().get();
}

/// Both kinds grow old together: what goes is the older of the two oldest.
void Log::evict()
{
    qsizetype connectionMoves = m_connections.m_running.size();
    qsizetype exchangeMoves = m_exchanges.m_running.size();
    while (m_footprint > m_budget) {
        const auto *exchange = oldestEnded(m_exchanges, exchangeMoves);
        const auto *connection = oldestEnded(m_connections, connectionMoves);
        if (exchange && (!connection || exchange->timings.firstByte <= connection->accepted)) {
            forgetOldest(m_exchanges);
            ++m_evicted;
        } else if (connection) {
            forgetOldest(m_connections);
        } else {
            return;
        }
    }
}

} // namespace trace
