// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;
namespace trace {
class Log;
} // namespace trace

namespace gui {

/// "Save Capture As": writes what a log holds into a new capture on a thread of its own. Lives in the
/// window's thread; destroyed while it saves, it gives up and leaves no half file.
class CaptureSaver : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSaver(QObject *parent = nullptr);
    ~CaptureSaver() override;

    [[nodiscard]] bool isSaving() const { return m_thread != nullptr; }
    /// Takes the records the log holds now. Not while it saves.
    void save(const trace::Log &log, const QString &path);
    void cancel() { m_cancelled = true; }

signals:
    void progressed(int percent);
    void saved(const QString &path, qsizetype exchanges);
    void cancelled();
    void failed(const QString &sentence);

private:
    void run(const QString &path, const trace::Batch &records, qsizetype exchanges);
    template <typename Act>
    void tell(Act act);

    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_cancelled = false;
};

} // namespace gui
