// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturewriter.h"

namespace trace {
class Collector;
} // namespace trace

namespace gui {

/// Records what the collector hands on into a capture, while it is on. Lives in the collector's thread.
class Recording : public QObject
{
    Q_OBJECT
public:
    /// The collector must outlive it.
    explicit Recording(trace::Collector &collector, QObject *parent = nullptr);

    /// Begins a run in that file, made when it is missing. The error is one sentence; all is as before then.
    [[nodiscard]] tl::expected<void, QString> start(const QString &path);
    /// For what is being recorded and what will be.
    void setLimits(store::CaptureLimits limits);
    [[nodiscard]] store::CaptureLimits limits() const { return m_limits; }
    /// Writes what is left and ends the run. Nothing happens while it is off.
    void stop();

    [[nodiscard]] bool isOn() const { return m_writer.isOpen(); }
    [[nodiscard]] const QString &path() const { return m_path; }    ///< the last one
    [[nodiscard]] quint64 exchanges() const { return m_exchanges; } ///< requests ended since it was started
    [[nodiscard]] qint64 fileBytes() const;                         ///< with the log beside it
    [[nodiscard]] quint64 lost() const;                             ///< records, since it was started
    [[nodiscard]] quint64 evicted() const;                          ///< requests taken out for the limits
    /// "recording into day.porthole: 12,031 requests · 40 evicted · 2 lost"; empty while it is off.
    [[nodiscard]] QString state() const;

signals:
    void onChanged(bool on);
    /// Writing failed: one sentence, once for each start. It goes on trying.
    void failed(const QString &sentence);

private:
    void count(const trace::Batch &batch);

    trace::Collector &m_collector;
    store::CaptureWriter m_writer;
    store::CaptureLimits m_limits;
    QString m_path;
    quint64 m_exchanges = 0;
    quint64 m_lostBefore = 0;
    quint64 m_evictedBefore = 0;
};

} // namespace gui
