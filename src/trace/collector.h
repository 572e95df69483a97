// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/ring.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>

namespace trace {

/// Drains the rings of all loops once per frame and hands on one batch. Lives in the thread that shows or
/// writes it. Where that thread has to paint as well, a frame's batch is as large as what is done with it
/// takes its share of the frame; what came beside it waits here for the next ones, so that a burst is shown a
/// little later and not lost. What waits is bounded: beyond it the rings fill and count what they drop.
class Collector : public QObject
{
    Q_OBJECT
public:
    /// Nobody else needs the thread: each frame hands on all there is.
    static constexpr std::chrono::milliseconds whole{0};
    static constexpr size_t mostWaiting = 500'000; ///< records

    /// interval in ms between two frames, and what the batch of one may take.
    explicit Collector(int interval = 16, std::chrono::milliseconds share = whole, QObject *parent = nullptr);

    /// Replaces the rings; what is still in the old ones is taken out first.
    void setRings(std::vector<std::shared_ptr<Ring>> rings);
    /// Records lost in all rings since the program started.
    [[nodiscard]] quint64 dropped() const;
    /// Records that came and are not handed on yet.
    [[nodiscard]] size_t waiting() const { return m_waiting.size(); }
    /// Hands on everything now.
    void drain();

signals:
    /// One frame's records in the order each loop made them; never empty.
    void batch(const trace::Batch &records);

private:
    void frame();
    void take();
    void handOnShare();
    void handOn(size_t most);

    QTimer m_timer;
    std::chrono::milliseconds m_share;
    std::deque<Record> m_waiting;
    size_t m_most = 1000; ///< of the next frame
    std::vector<std::shared_ptr<Ring>> m_rings;
    quint64 m_droppedBefore = 0; ///< in rings that are gone
};

} // namespace trace
