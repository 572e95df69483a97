// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace loop {

/// How late the event loop of this thread is: a precise timer every 20 ms, and how much after its due time it
/// fired. Make it, ask it and delete it in the loop's thread.
class LoopLag : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 PeriodNs = 20'000'000;

    explicit LoopLag(QObject *parent = nullptr);

    /// The largest lag since the last call, in ns; starts again from 0.
    [[nodiscard]] qint64 takeMaxNs();

    /// The lag of a timer that was started at one time and fired at the other (ns of one monotonic clock);
    /// never negative.
    [[nodiscard]] static constexpr qint64 lagNs(qint64 startedNs, qint64 firedNs)
    {
        const qint64 late = firedNs - startedNs - PeriodNs;
        return late > 0 ? late : 0;
    }

private:
    void start();
    void fired();

    QTimer m_timer;
    qint64 m_startedNs = 0;
    qint64 m_maxNs = 0;
};

} // namespace loop
