// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace gui {

/// Measures how long the window's thread was ever kept from painting: a timer as short as a frame, and the
/// longest time between two of its turns. Lives in the window's thread.
class FrameClock : public QObject
{
    Q_OBJECT
public:
    explicit FrameClock(QObject *parent = nullptr);

    /// The longest gap since the last reset, in ms, counting the one that is still open.
    [[nodiscard]] qint64 longestGapMs() const;
    void reset();

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    qint64 m_longestMs = 0;
};

} // namespace gui
