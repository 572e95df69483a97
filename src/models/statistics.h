// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tally.h"
#include "trace/filter.h"
#include "trace/log.h"

#include <QTimer>

#include <map>
#include <optional>
#include <thread>

namespace models {

/// Counts what ended on a log, from then on, whatever the log forgets meanwhile; what still runs is counted
/// when it ends. Beside that, counts of what a filter and a span of time let through: those begin with what
/// the log still holds, which is gathered in steps and gone over by a worker, so that the window never waits.
/// Lives in the window's thread.
class Statistics : public QObject
{
    Q_OBJECT
public:
    /// The log must outlive this.
    explicit Statistics(const trace::Log &log, QObject *parent = nullptr);
    ~Statistics() override;

    /// Of what matches filter and span, or of everything when there is neither. While isCounting(), as far as
    /// it had come before.
    [[nodiscard]] const Tally &tally() const { return isNarrowed() ? m_narrowed : m_all; }
    /// Open connections (sum over the loops) and loop lag, which no filter narrows: only these two fields.
    [[nodiscard]] const TimeBuckets &loopSeconds() const { return m_loopSeconds; }
    [[nodiscard]] const TimeBuckets &loopMinutes() const { return m_loopMinutes; }
    [[nodiscard]] bool isNarrowed() const { return !m_filter.isEmpty() || m_span; }
    [[nodiscard]] bool isCounting() const { return m_isCounting; }
    /// ms since 1970 UTC at steady time 0, as the first exchange since clear() tells; nothing before it.
    [[nodiscard]] std::optional<qint64> wallClock() const { return m_wallClock; }

    void setFilter(const trace::Filter &filter);
    /// Only what overlaps that time; nothing: all.
    void setSpan(const std::optional<trace::TimeSpan> &span);
    /// Begins again from nothing. To be called when the log was cleared.
    void clear();

signals:
    void changed(); ///< something was counted, or what is counted changed

private:
    void take(const trace::LogChange &change);
    void takeSamples(size_t count);
    void count(trace::Sequence row);
    void recount();
    void gather();
    void startWorker();
    void finish(quint64 run, const std::shared_ptr<Tally> &result);

    const trace::Log &m_log;
    Tally m_all;
    Tally m_narrowed;
    TimeBuckets m_loopSeconds;
    TimeBuckets m_loopMinutes;
    std::map<int, quint32> m_open; ///< by loop
    trace::Filter m_filter;
    std::optional<trace::TimeSpan> m_span;
    std::optional<qint64> m_wallClock;
    bool m_isCounting = false;
    quint64 m_run = 0;                           ///< which recount is wanted
    QTimer m_turn;                               ///< runs while there is something to gather …
    trace::Sequence m_next = 0;                  ///< … from here on,
    trace::Sequence m_end = 0;                   ///< but for what was new since
    std::vector<trace::ExchangePtr> m_gathered;  ///< for the worker: ended, and below m_next
    std::vector<trace::ExchangePtr> m_meanwhile; ///< ended since, and not to be gathered
    std::jthread m_worker;                       ///< owns all it looks at; tells by a queued call
};

} // namespace models
