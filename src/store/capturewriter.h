// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturelimits.h"
#include "trace/ring.h"

#include <QObject>

#include <tl/expected.hpp>

#include <thread>

namespace store {

/// Records into a capture file on a thread of its own, so that a slow disk slows nobody. Lives in the thread
/// that feeds it. Records go through a ring: when the disk is slower than the traffic for long, records are
/// lost and counted, never waited for.
class CaptureWriter : public QObject
{
    Q_OBJECT
public:
    explicit CaptureWriter(QObject *parent = nullptr);
    /// Closes.
    ~CaptureWriter() override;

    /// Begins a run in that file, which is made when it is missing. The error is one sentence that says what
    /// to do. Not while another file is open.
    [[nodiscard]] tl::expected<void, QString> open(const QString &path, CaptureLimits limits = {});
    /// Other limits for the file that is open. What is over them goes with what is written next.
    void setLimits(CaptureLimits limits);
    /// Writes what is left, ends the run and waits for the thread; failed() has been emitted by then if
    /// anything failed. Nothing happens when no file is open.
    void close();

    [[nodiscard]] bool isOpen() const { return m_thread.joinable(); }
    /// Records that are not in the file although they were given to write(), since the program started.
    [[nodiscard]] quint64 lost() const;
    /// Exchanges that were taken out of files for the limits, since the program started.
    [[nodiscard]] quint64 evicted() const { return m_evicted.load(std::memory_order_relaxed); }

public slots:
    void write(const trace::Batch &batch);

signals:
    /// Writing failed: one sentence. Once for each open(); writing is tried again with every batch.
    void failed(const QString &sentence);

private:
    enum class Wake : int { Nothing, Records, Close };
    void run(const QString &path);
    [[nodiscard]] CaptureLimits limits() const;
    [[nodiscard]] bool keepLimits(class CaptureFile &file);
    void wake(Wake reason);
    void report(const QString &sentence);

    trace::Ring m_ring;
    std::atomic<Wake> m_wake = Wake::Nothing;
    // Each is right by itself, so they need not change together.
    std::atomic<qint64> m_mostBytes = 0;
    std::atomic<std::chrono::seconds> m_mostAge{};
    std::atomic<quint64> m_evicted = 0;
    std::atomic<quint64> m_failed = 0; ///< records of batches that could not be written
    bool m_reported = false;           ///< the writing thread's, while it runs
    std::thread m_thread;
};

} // namespace store
