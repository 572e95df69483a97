// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/filejob.h"
#include "trace/exporter.h"

#include <QHash>

namespace gui {

/// What is to be written, into which file. The records are shared and nobody changes them.
struct ExportTask
{
    trace::ExportFormat format = trace::ExportFormat::Har;
    trace::ExportOptions options;
    QString path;
    std::vector<trace::ExchangePtr> exchanges;        ///< in any order
    QHash<quint64, trace::ConnectionPtr> connections; ///< theirs, by id, as far as they are known
};

/// Exports records into a file. The file appears when it is whole: cancelled, failed or destroyed meanwhile,
/// what was there before stays.
class ExportJob : public FileJob
{
    Q_OBJECT
public:
    using FileJob::FileJob;
    ~ExportJob() override { stop(); }

    /// Not while it runs.
    void start(ExportTask task);

signals:
    void exported(const QString &path, qint64 exchanges);

private:
    class File;
    [[nodiscard]] tl::expected<qint64, QString> write(ExportTask &task, File &file);
    void run(ExportTask &task);
};

} // namespace gui
