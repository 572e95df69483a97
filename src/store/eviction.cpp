// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eviction.h"

#include "store/contents.h"

#include <QStringList>

#include <algorithm>

namespace store {

namespace {

using Done = tl::expected<void, QSqlError>;

/// Where the oldest records of a kind are found, in SQL.
struct Kind
{
    QLatin1StringView table;
    QLatin1StringView candidate; ///< which may go
    QLatin1StringView order;     ///< the oldest first, from an index
    QLatin1StringView steadyNs;  ///< when it was over
    QLatin1StringView wallMs;    ///< the same in ms since 1970 UTC; %1 is the run recorded, %2 its epoch
};

// Written again, a record gets the next rowid: connections that are closed have theirs in the order they
// closed. A run's steady clock is told from any of its connections, which come last therefore.
constexpr Kind kinds[] = {
    {QLatin1StringView("exchanges"), QLatin1StringView("1"), QLatin1StringView("run, exchange"),
     QLatin1StringView("coalesce(first_byte_ns, 0)"), QLatin1StringView("coalesce(started_ms, 0)")},
    {QLatin1StringView("loop_samples"), QLatin1StringView("1"), QLatin1StringView("rowid"),
     QLatin1StringView("coalesce(at_ns, 0)"),
     QLatin1StringView("at_ns / 1000000 + coalesce((SELECT c.accepted_ms - c.accepted_ns / 1000000 FROM "
                       "connections c WHERE c.run = loop_samples.run LIMIT 1), iif(run = %1, %2, 0))")},
    {QLatin1StringView("tcp_samples"), QLatin1StringView("1"), QLatin1StringView("rowid"),
     QLatin1StringView("coalesce(at_ns, 0)"),
     QLatin1StringView("at_ns / 1000000 + coalesce((SELECT c.accepted_ms - c.accepted_ns / 1000000 FROM "
                       "connections c WHERE c.run = tcp_samples.run LIMIT 1), iif(run = %1, %2, 0))")},
    {QLatin1StringView("connections"), QLatin1StringView("state = 'closed'"), QLatin1StringView("rowid"),
     QLatin1StringView("coalesce(closed_ns, 0)"),
     QLatin1StringView("coalesce(accepted_ms + (closed_ns - accepted_ns) / 1000000, accepted_ms, 0)")},
};

/// The oldest tenth of a kind, at most 2000 and at least one: of little that is large not all goes at once.
QString oldest(const Kind &kind, QLatin1StringView columns)
{
    return QStringLiteral("SELECT %1 FROM %2 WHERE %3 ORDER BY %4 LIMIT (SELECT max(1, count(*) / 10) FROM "
                          "(SELECT 1 FROM %2 WHERE %3 LIMIT 20000))")
        .arg(columns, kind.table, kind.candidate, kind.order);
}

/// Pages that are free already count as room.
tl::expected<bool, QSqlError> isFull(Connection &connection, qint64 mostBytes)
{
    if (mostBytes <= 0)
        return false;
    const auto used = connection.run(
        QStringLiteral("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, "
                       "pragma_freelist_count, pragma_page_size"));
    if (!used)
        return tl::unexpected(used.error());
    return used->toLongLong() > mostBytes;
}

/// The moment up to which all goes: the earliest of those at which a kind's oldest part ends. So no record
/// stays that is older than one that goes, and each time at least that kind gets smaller.
QString horizon()
{
    QStringList ends;
    for (const Kind &kind : kinds)
        ends << QStringLiteral("SELECT * FROM (SELECT run, %1 AS ns FROM (%2) ORDER BY run DESC, ns DESC "
                               "LIMIT 1)")
                    .arg(kind.steadyNs, oldest(kind, QLatin1StringView("*")));
    return QStringLiteral("CREATE TEMP TABLE horizon AS SELECT run, ns FROM (%1) ORDER BY run, ns LIMIT 1")
        .arg(ends.join(QStringLiteral(" UNION ALL ")));
}

/// How many records of that kind went, of those in its oldest part that meet the condition.
tl::expected<quint64, QSqlError> take(Connection &connection, const Kind &kind, const QString &condition)
{
    const auto done
        = connection.run(QStringLiteral("DELETE FROM %1 WHERE rowid IN (%2) AND %3")
                             .arg(kind.table, oldest(kind, QLatin1StringView("rowid")), condition));
    if (!done)
        return tl::unexpected(done.error());
    const auto gone = connection.run(QStringLiteral("SELECT changes()"));
    if (!gone)
        return tl::unexpected(gone.error());
    return gone->toULongLong();
}

Done runAll(Connection &connection, const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (const auto done = connection.run(statement); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

/// Gives free pages back to the disk. SQLite frees one with each step of the statement, and Qt does no second
/// step where there are no columns.
Done shrink(Connection &connection)
{
    constexpr qint64 mostPages = 4096;
    const auto free = connection.run(QStringLiteral("PRAGMA freelist_count"));
    if (!free)
        return tl::unexpected(free.error());
    QStringList statements{QStringLiteral("BEGIN IMMEDIATE")};
    statements.insert(1, std::min(free->toLongLong(), mostPages),
                      QStringLiteral("PRAGMA incremental_vacuum(1)"));
    return runAll(connection, statements << QStringLiteral("COMMIT"));
}

/// For each kind what makes one of its oldest go.
QString condition(const Kind &kind, bool full, qint64 oldestMs, Recorded recorded)
{
    if (full)
        return QStringLiteral("(run, %1) <= (SELECT run, ns FROM temp.horizon)").arg(kind.steadyNs);
    QString wallMs = kind.wallMs;
    if (wallMs.contains(u'%'))
        wallMs = wallMs.arg(recorded.run).arg(recorded.epochMs);
    return QStringLiteral("%1 < %2").arg(wallMs).arg(oldestMs);
}

} // namespace

tl::expected<Evicted, QSqlError> evictOldest(Connection &connection, CaptureLimits limits, qint64 nowMs,
                                             Recorded recorded)
{
    const auto full = isFull(connection, limits.bytes);
    if (!full)
        return tl::unexpected(full.error());
    if (!*full && limits.age.count() <= 0)
        return Evicted{};
    QStringList begin{QStringLiteral("DROP TABLE IF EXISTS temp.horizon"), QStringLiteral("BEGIN IMMEDIATE")};
    if (*full)
        begin << horizon();
    if (const auto begun = runAll(connection, begin); !begun)
        return tl::unexpected(begun.error());
    const qint64 oldestMs = nowMs - limits.age.count() * 1000;
    Evicted evicted;
    for (const Kind &kind : kinds) {
        const auto gone = take(connection, kind, condition(kind, *full, oldestMs, recorded));
        if (!gone)
            return tl::unexpected(gone.error());
        evicted.records += *gone;
        if (&kind == &kinds[0])
            evicted.exchanges = *gone;
    }
    if (evicted.exchanges > 0) {
        if (const auto done = evictContents(connection); !done)
            return tl::unexpected(done.error());
    }
    const auto ended = runAll(connection,
                              {QStringLiteral("UPDATE runs SET evicted = evicted + %1 WHERE run = %2")
                                   .arg(evicted.exchanges)
                                   .arg(recorded.run),
                               QStringLiteral("COMMIT")});
    if (!ended)
        return tl::unexpected(ended.error());
    if (const auto shrunk = evicted.records > 0 ? shrink(connection) : Done(); !shrunk)
        return tl::unexpected(shrunk.error());
    return evicted;
}

} // namespace store
