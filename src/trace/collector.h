// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/ring.h"

#include <QObject>
#include <QTimer>

namespace trace {

/// Drains the rings of all loops once per frame and hands on one batch. Lives in the thread that shows or
/// writes it.
class Collector : public QObject
{
    Q_OBJECT
public:
    /// interval in ms between two drains.
    explicit Collector(int interval = 16, QObject *parent = nullptr);

    /// Replaces the rings; what is still in the old ones is drained first.
    void setRings(std::vector<std::shared_ptr<Ring>> rings);
    /// Records lost in all rings since the program started.
    [[nodiscard]] quint64 dropped() const;
    /// Drains now, as at every frame.
    void drain();

signals:
    /// One frame's records in the order each loop made them; never empty.
    void batch(const trace::Batch &records);

private:
    QTimer m_timer;
    std::vector<std::shared_ptr<Ring>> m_rings;
    quint64 m_droppedBefore = 0; ///< in rings that are gone
};

} // namespace trace
