// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturefile.h"

#include "store/schema.h"

#include <QDateTime>

namespace store {

namespace {

/// So many exchanges are taken out at a time, so that the writer is never away for long.
constexpr int EvictAtOnce = 2000;

} // namespace

CaptureFile::CaptureFile(QString path, std::unique_ptr<Connection> connection, CaptureLimits limits)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
    , m_insertConnection(m_connection->database())
    , m_insertExchange(m_connection->database())
    , m_insertLoopSample(m_connection->database())
    , m_insertTcpSample(m_connection->database())
    , m_limits(limits)
{
}

tl::expected<std::unique_ptr<CaptureFile>, QString> CaptureFile::open(const QString &path,
                                                                      CaptureLimits limits, qint64 startedMs)
{
    auto connection = Connection::open(path);
    if (!connection)
        return tl::unexpected(sentence(path, connection.error()));
    std::unique_ptr<CaptureFile> file(new CaptureFile(path, std::move(*connection), limits));
    if (auto begun = file->begin(startedMs); !begun)
        return tl::unexpected(sentence(path, begun.error()));
    return file;
}

tl::expected<void, QSqlError> CaptureFile::begin(qint64 startedMs)
{
    // In WAL mode NORMAL loses no commit when the program dies, at most the last ones when the machine does.
    if (auto done = m_connection->run(QStringLiteral("PRAGMA synchronous = NORMAL")); !done)
        return tl::unexpected(done.error());
    QSqlQuery query(m_connection->database());
    query.prepare(QStringLiteral("INSERT INTO runs(program, started_ms) VALUES(?, ?)"));
    query.addBindValue(QStringLiteral("Porthole " PORTHOLE_VERSION));
    query.addBindValue(startedMs > 0 ? startedMs : QDateTime::currentMSecsSinceEpoch());
    if (!query.exec())
        return tl::unexpected(query.lastError());
    m_run = query.lastInsertId().toLongLong();
    const std::pair<QSqlQuery *, QString> statements[]
        = {{&m_insertConnection, insertStatement<trace::ConnectionRecord>()},
           {&m_insertExchange, insertStatement<trace::Exchange>()},
           {&m_insertLoopSample, insertStatement<trace::LoopSample>()},
           {&m_insertTcpSample, insertStatement<trace::TcpSample>()}};
    for (const auto &[insert, statement] : statements) {
        if (!insert->prepare(statement))
            return tl::unexpected(insert->lastError());
    }
    return {};
}

template <typename T>
tl::expected<void, QSqlError> CaptureFile::put(QSqlQuery &query, const T &record)
{
    const QVariantList row = values(record);
    query.bindValue(0, m_run);
    for (qsizetype i = 0; i < row.size(); ++i)
        query.bindValue(int(i + 1), row[i]);
    if (!query.exec())
        return tl::unexpected(query.lastError());
    return {};
}

tl::expected<void, QSqlError> CaptureFile::putAll(const trace::Batch &batch)
{
    for (const trace::Record &record : batch) {
        tl::expected<void, QSqlError> done;
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            done = put(m_insertExchange, **exchange);
        else if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
            done = put(m_insertConnection, **connection);
        else if (const auto *loop = std::get_if<trace::LoopSamplePtr>(&record))
            done = put(m_insertLoopSample, **loop);
        else if (const auto *tcp = std::get_if<trace::TcpSamplePtr>(&record))
            done = put(m_insertTcpSample, **tcp);
        if (!done)
            return done;
    }
    return {};
}

tl::expected<void, QString> CaptureFile::write(const trace::Batch &batch)
{
    if (auto begun = m_connection->run(QStringLiteral("BEGIN")); !begun)
        return tl::unexpected(sentence(m_path, begun.error()));
    auto done = putAll(batch);
    if (done) {
        auto committed = m_connection->run(QStringLiteral("COMMIT"));
        if (committed)
            return {};
        done = tl::unexpected(committed.error());
    }
    // SQLite has rolled back by itself after some errors; then this one fails, as it may.
    (void)m_connection->run(QStringLiteral("ROLLBACK"));
    return tl::unexpected(sentence(m_path, done.error()));
}

tl::expected<quint64, QString> CaptureFile::evict(qint64 nowMs)
{
    auto gone = evictOldest(nowMs);
    if (gone)
        return *gone;
    (void)m_connection->run(QStringLiteral("ROLLBACK"));
    return tl::unexpected(sentence(m_path, gone.error()));
}

/// Pages that are free already count as room.
tl::expected<bool, QSqlError> CaptureFile::isFull()
{
    if (m_limits.bytes <= 0)
        return false;
    const auto used = m_connection->run(
        QStringLiteral("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, "
                       "pragma_freelist_count, pragma_page_size"));
    if (!used)
        return tl::unexpected(used.error());
    return used->toLongLong() > m_limits.bytes;
}

/// Exchanges, then connections and samples that are older than every exchange left.
tl::expected<quint64, QSqlError> CaptureFile::evictOldest(qint64 nowMs)
{
    const auto full = isFull();
    if (!full)
        return tl::unexpected(full.error());
    const qint64 oldest = m_limits.age.count() > 0 ? nowMs - m_limits.age.count() * 1000 : 0;
    if (!*full && oldest == 0)
        return 0;
    const QString which = *full ? QString() : QStringLiteral(" AND started_ms < %1").arg(oldest);
    const QString run = QString::number(m_run);
    quint64 gone = 0;
    const QStringList statements{
        QStringLiteral("BEGIN IMMEDIATE"),
        QStringLiteral("DELETE FROM exchanges WHERE rowid IN (SELECT rowid FROM exchanges ORDER BY run, "
                       "exchange LIMIT %1)%2")
            .arg(EvictAtOnce)
            .arg(which),
        QStringLiteral("SELECT changes()"),
        QStringLiteral("DELETE FROM connections WHERE state = 'closed' AND (run < (SELECT min(run) FROM "
                       "exchanges) OR (run = (SELECT min(run) FROM exchanges) AND closed_ns < (SELECT "
                       "first_byte_ns FROM exchanges ORDER BY run, exchange LIMIT 1)))"),
        QStringLiteral("DELETE FROM loop_samples WHERE run < (SELECT min(run) FROM exchanges) OR (run = "
                       "(SELECT min(run) FROM exchanges) AND at_ns < (SELECT first_byte_ns FROM exchanges "
                       "ORDER BY run, exchange LIMIT 1))"),
        QStringLiteral("DELETE FROM tcp_samples WHERE run < (SELECT min(run) FROM exchanges) OR (run = "
                       "(SELECT min(run) FROM exchanges) AND at_ns < (SELECT first_byte_ns FROM exchanges "
                       "ORDER BY run, exchange LIMIT 1))"),
    };
    for (const QString &statement : statements) {
        const auto done = m_connection->run(statement);
        if (!done)
            return tl::unexpected(done.error());
        if (statement.startsWith(QLatin1StringView("SELECT")))
            gone = done->toULongLong();
    }
    for (const QString &statement :
         {QStringLiteral("UPDATE runs SET evicted = evicted + %1 WHERE run = %2").arg(gone).arg(run),
          QStringLiteral("COMMIT"), QStringLiteral("PRAGMA incremental_vacuum")}) {
        if (const auto done = m_connection->run(statement); !done)
            return tl::unexpected(done.error());
    }
    return gone;
}

tl::expected<void, QString> CaptureFile::finish()
{
    const QStringList statements{
        QStringLiteral("UPDATE runs SET ended_ms = %1 WHERE run = %2")
            .arg(QDateTime::currentMSecsSinceEpoch())
            .arg(m_run),
        QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"),
    };
    for (const QString &statement : statements) {
        if (auto done = m_connection->run(statement); !done)
            return tl::unexpected(sentence(m_path, done.error()));
    }
    return {};
}

} // namespace store
