// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturelimits.h"
#include "store/connection.h"
#include "store/contents.h"
#include "store/eviction.h"
#include "store/insertion.h"
#include "trace/records.h"

namespace store {

/// One run being recorded into a capture (see schema.h). For the thread that opened it. Errors are one
/// sentence.
class CaptureFile
{
public:
    /// Begins a run in a file that prepare() has found right; since then in ms since 1970 UTC, 0: now.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureFile>, QString>
    open(const QString &path, CaptureLimits limits = {}, qint64 startedMs = 0);
    Q_DISABLE_COPY_MOVE(CaptureFile)

    [[nodiscard]] qint64 run() const { return m_recorded.run; }
    /// One transaction. When it fails nothing of the batch is in the file, and the next one may succeed.
    [[nodiscard]] tl::expected<void, QString> write(const trace::Batch &batch);
    /// Other limits from now on.
    void setLimits(CaptureLimits limits) { m_limits = limits; }
    /// Takes out what is over the limits, in a transaction of its own. Much at once is done in several calls,
    /// until nothing goes.
    [[nodiscard]] tl::expected<Evicted, QString> evict(qint64 nowMs);
    /// Ends the run and moves the write-ahead log into the file.
    [[nodiscard]] tl::expected<void, QString> finish();

private:
    CaptureFile(QString path, std::unique_ptr<Connection> connection, CaptureLimits limits);
    [[nodiscard]] tl::expected<void, QSqlError> begin(qint64 startedMs);
    [[nodiscard]] tl::expected<void, QSqlError> putAll(const trace::Batch &batch);

    QString m_path;
    std::unique_ptr<Connection> m_connection;
    Insertion m_insertConnection;
    Insertion m_insertExchange;
    Insertion m_insertLoopSample;
    Insertion m_insertTcpSample;
    ContentsWriter m_contents;
    CaptureLimits m_limits;
    Recorded m_recorded;
};

} // namespace store
