// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace net {

/// A token bucket that keeps sending at a speed: what was not sent may be caught up with for 100 ms, or
/// 16 KiB if that is more. A value; the time is passed in.
class Bucket
{
public:
    /// Bytes per second; 0: as many as one likes. What is in it stays, up to the new size; a new one is full.
    void setSpeed(quint64 bytesPerSecond);
    [[nodiscard]] bool isLimited() const { return m_speed > 0; }
    /// Bytes that may be sent now. 0 while there are too few to be worth a call to the system.
    [[nodiscard]] qint64 offer(trace::SteadyNs now);
    void take(qint64 bytes);

private:
    [[nodiscard]] double size() const;

    double m_speed = 0;
    double m_tokens = 0;
    trace::SteadyNs m_filledAt = 0;
};

} // namespace net
