// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturefile.h"

#include "store/schema.h"
#include "trace/steadyclock.h"

#include <QDateTime>
#include <QSqlQuery>

namespace store {

CaptureFile::CaptureFile(QString path, std::unique_ptr<Connection> connection, CaptureLimits limits)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
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
    m_recorded = {query.lastInsertId().toLongLong(),
                  QDateTime::currentMSecsSinceEpoch() - trace::steadyNow() / 1'000'000};
    const std::pair<Insertion *, QString> statements[]
        = {{&m_insertConnection, insertStatement<trace::ConnectionRecord>()},
           {&m_insertExchange, insertStatement<trace::Exchange>()},
           {&m_insertLoopSample, insertStatement<trace::LoopSample>()},
           {&m_insertTcpSample, insertStatement<trace::TcpSample>()}};
    for (const auto &[insertion, statement] : statements) {
        auto prepared = Insertion::prepare(m_connection->database(), statement);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *insertion = std::move(*prepared);
    }
    auto contents = ContentsWriter::open(m_connection->database());
    if (!contents)
        return tl::unexpected(contents.error());
    m_contents = std::move(*contents);
    return {};
}

tl::expected<void, QSqlError> CaptureFile::putAll(const trace::Batch &batch)
{
    for (const trace::Record &record : batch) {
        tl::expected<void, QSqlError> done;
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            done = store::write(m_insertExchange, m_contents, m_recorded.run, **exchange);
        else if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
            done = store::write(m_insertConnection, m_contents, m_recorded.run, **connection);
        else if (const auto *loop = std::get_if<trace::LoopSamplePtr>(&record))
            done = store::write(m_insertLoopSample, m_contents, m_recorded.run, **loop);
        else if (const auto *tcp = std::get_if<trace::TcpSamplePtr>(&record))
            done = store::write(m_insertTcpSample, m_contents, m_recorded.run, **tcp);
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
    m_contents.forget();
    return tl::unexpected(sentence(m_path, done.error()));
}

tl::expected<Evicted, QString> CaptureFile::evict(qint64 nowMs)
{
    auto gone = evictOldest(*m_connection, m_limits, nowMs, m_recorded);
    if (!gone || gone->exchanges > 0)
        m_contents.forget();
    if (gone)
        return *gone;
    (void)m_connection->run(QStringLiteral("ROLLBACK"));
    return tl::unexpected(sentence(m_path, gone.error()));
}

tl::expected<void, QString> CaptureFile::finish()
{
    const QStringList statements{
        QStringLiteral("UPDATE runs SET ended_ms = %1 WHERE run = %2")
            .arg(QDateTime::currentMSecsSinceEpoch())
            .arg(m_recorded.run),
        QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"),
    };
    for (const QString &statement : statements) {
        if (auto done = m_connection->run(statement); !done)
            return tl::unexpected(sentence(m_path, done.error()));
    }
    return {};
}

} // namespace store
