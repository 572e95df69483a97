// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/accesslog.h"

#include <QFile>
#include <QObject>

#include <tl/expected.hpp>

namespace trace {

/// Writes the access log. Lives in the thread that feeds it; writing blocks as long as the file system does.
/// Each batch is one write of whole lines, so several programs may append to one file. A line is never cut:
/// when the disk fills up in the middle of one, its rest is written first as soon as there is room again.
class AccessLogWriter : public QObject
{
    Q_OBJECT
public:
    explicit AccessLogWriter(LogFormat format, QObject *parent = nullptr);

    /// Appends to that file, which is made when it is missing; "-" is standard output. The error is one
    /// sentence that says what to do.
    [[nodiscard]] tl::expected<void, QString> open(const QString &path);
    /// Opens the same path again, after someone has moved the file away (log rotation). When that fails the
    /// old file stays in use. Standard output stays as it is, and nothing happens when no file is open.
    [[nodiscard]] tl::expected<void, QString> reopen();

    /// Lines that could not be written since the program started.
    [[nodiscard]] quint64 lost() const { return m_lost; }

public slots:
    void write(const trace::Batch &batch);

signals:
    /// Writing failed: one sentence. Once after each open() or reopen(); writing is tried again with every
    /// batch.
    void failed(const QString &sentence);

private:
    void put(const QByteArray &lines, int count);

    LogFormatter m_formatter;
    QString m_path;
    std::unique_ptr<QFile> m_file;
    QByteArray m_rest; ///< of a line that was written in part
    quint64 m_lost = 0;
    bool m_complained = false;
};

} // namespace trace
