// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"

#include <QHash>
#include <QObject>

#include <atomic>

class QThread;

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

/// Exports records into a file on a thread of its own. The file appears when it is whole: cancelled, failed
/// or destroyed meanwhile, what was there before stays. Lives in the window's thread.
class ExportJob : public QObject
{
    Q_OBJECT
public:
    explicit ExportJob(QObject *parent = nullptr);
    ~ExportJob() override;

    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }
    /// Not while it runs.
    void start(ExportTask task);
    void cancel() { m_cancelled = true; }

signals:
    void progressed(int percent);
    void exported(const QString &path, qint64 exchanges);
    void cancelled();
    void failed(const QString &sentence);

private:
    class File;
    [[nodiscard]] tl::expected<qint64, QString> write(ExportTask &task, File &file);
    void run(ExportTask &task);
    void tellProgress(size_t done, size_t all, int &told);
    template <typename Act>
    void tell(Act act);

    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_cancelled = false;
};

} // namespace gui
