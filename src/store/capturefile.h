// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "trace/records.h"

#include <QSqlQuery>

namespace store {

/// One run being recorded into a capture (see schema.h). For the thread that opened it. Errors are one
/// sentence.
class CaptureFile
{
public:
    /// Begins a run in a file that prepare() has found right.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureFile>, QString> open(const QString &path);
    Q_DISABLE_COPY_MOVE(CaptureFile)

    [[nodiscard]] qint64 run() const { return m_run; }
    /// One transaction. When it fails nothing of the batch is in the file, and the next one may succeed.
    [[nodiscard]] tl::expected<void, QString> write(const trace::Batch &batch);
    /// Ends the run and moves the write-ahead log into the file.
    [[nodiscard]] tl::expected<void, QString> finish();

private:
    CaptureFile(QString path, std::unique_ptr<Connection> connection);
    [[nodiscard]] tl::expected<void, QSqlError> begin();
    [[nodiscard]] tl::expected<void, QSqlError> put(QSqlQuery &query, const QVariantList &values);
    [[nodiscard]] tl::expected<void, QSqlError> putAll(const trace::Batch &batch);

    QString m_path;
    std::unique_ptr<Connection> m_connection;
    QSqlQuery m_insertConnection;
    QSqlQuery m_insertExchange;
    qint64 m_run = 0;
};

} // namespace store
