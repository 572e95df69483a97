// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <optional>

namespace trace {

/// The number of a row since the program started: rows are numbered as they are appended and never
/// renumbered, so a number stays right while older rows are evicted.
using Sequence = quint64;

/// Rows of one kind in the order they were first heard of. T is ConnectionRecord or Exchange. A plain
/// container.
template <typename T>
class Rows
{
public:
    using Ptr = std::shared_ptr<const T>;

    [[nodiscard]] Sequence first() const { return m_first; }               ///< the oldest row kept
    [[nodiscard]] Sequence end() const { return m_first + m_rows.size(); } ///< one past the newest
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] bool contains(Sequence row) const { return row >= m_first && row < end(); }
    /// The newest record of that row; the row must be contained.
    [[nodiscard]] const Ptr &at(Sequence row) const { return m_rows[size_t(row - m_first)]; }
    /// The row of that id; searches from the newest on, so not for hot paths.
    [[nodiscard]] std::optional<Sequence> find(quint64 id) const;

private:
    friend class Log;
    std::deque<Ptr> m_rows;
    std::deque<quint32> m_footprints;   ///< of each when it came: what it shares counts otherwise later on
    QHash<quint64, Sequence> m_running; ///< ids whose record may still be replaced
    Sequence m_first = 0;
};

/// What one append changed in one kind of rows.
struct RowsChange
{
    Sequence first = 0; ///< every row below is gone
    std::vector<Sequence>
        changed;        ///< rows that hold newer records now: ascending, unique, none of them added
    Sequence added = 0; ///< rows from here to end() are new
};

struct LogChange
{
    RowsChange connections;
    RowsChange exchanges;
    size_t loopSamples = 0; ///< how many were added at the end of loopSamples()
    size_t tcpSamples = 0;  ///< the same of tcpSamples()
};

/// The bounded log of what happened. Lives in the window's thread. Keeps the newest records within a byte
/// budget, evicts the oldest and counts them. What is still running is never forgotten: when it is the
/// oldest, it moves to the end as a new row.
class Log : public QObject
{
    Q_OBJECT
public:
    explicit Log(qint64 budgetBytes = 512LL * 1024 * 1024, QObject *parent = nullptr);

    [[nodiscard]] const Rows<ConnectionRecord> &connections() const { return m_connections; }
    [[nodiscard]] const Rows<Exchange> &exchanges() const { return m_exchanges; }
    [[nodiscard]] quint64 recorded() const { return m_recorded; }  ///< exchanges ever appended
    [[nodiscard]] quint64 evicted() const { return m_evicted; }    ///< exchanges forgotten for lack of room
    [[nodiscard]] qint64 footprint() const { return m_footprint; } ///< bytes
    [[nodiscard]] qint64 budget() const { return m_budget; }       ///< bytes

    /// The samples of all loops in the order they came: the newest, mostSamples of each kind.
    [[nodiscard]] const std::deque<LoopSamplePtr> &loopSamples() const { return m_loopSamples; }
    [[nodiscard]] const std::deque<TcpSamplePtr> &tcpSamples() const { return m_tcpSamples; }
    static constexpr size_t mostSamples = 65536; ///< nearly two hours of one loop

    /// Takes one frame's records, then emits changed() once.
    void append(const Batch &batch);
    /// Forgets everything; what still runs comes back as new rows at once. Emits changed() once.
    void clear();

signals:
    void changed(const trace::LogChange &change);

private:
    template <typename T>
    void put(Rows<T> &rows, const std::shared_ptr<const T> &record, RowsChange &change);
    template <typename T>
    void forgetOldest(Rows<T> &rows);
    template <typename T>
    const T *oldestEnded(Rows<T> &rows, qsizetype &moves);
    void evict();
    void take(const Record &record, LogChange &change);

    Rows<ConnectionRecord> m_connections;
    Rows<Exchange> m_exchanges;
    std::deque<LoopSamplePtr> m_loopSamples;
    std::deque<TcpSamplePtr> m_tcpSamples;
    qint64 m_budget;
    qint64 m_footprint = 0;
    quint64 m_recorded = 0;
    quint64 m_evicted = 0;
};

} // namespace trace
