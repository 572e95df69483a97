// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/deadlines.h"

namespace net {

using trace::CloseCause;
using trace::SteadyNs;

namespace {

/// How long that many bytes take at a rate of bytes per second.
SteadyNs timeFor(qint64 bytes, qint64 rate)
{
    constexpr qint64 Second = 1'000'000'000;
    return bytes / rate * Second + bytes % rate * Second / rate;
}

Deadline earlier(Deadline one, Deadline other)
{
    return other.at < one.at ? other : one;
}

} // namespace

SteadyNs after(SteadyNs now, std::chrono::milliseconds time)
{
    return now + std::chrono::nanoseconds(time).count();
}

Deadline headDeadline(const Limits &limits, SteadyNs firstByte, qint64 received)
{
    const Deadline whole{after(firstByte, limits.head), CloseCause::HeadTimeout};
    if (limits.headRate <= 0)
        return whole;
    const SteadyNs atRate = after(firstByte, limits.rateGrace) + timeFor(received, limits.headRate);
    return earlier(whole, {atRate, CloseCause::HeadTooSlow});
}

Deadline sendDeadline(const Limits &limits, const Sending &sending, SteadyNs now)
{
    const Deadline progress{after(now, limits.send), CloseCause::SendTimeout};
    if (limits.sendRate <= 0)
        return progress;
    const SteadyNs atRate
        = after(sending.start, limits.send) + sending.paused + timeFor(sending.sent, limits.sendRate);
    return earlier(progress, {atRate, CloseCause::SendTooSlow});
}

} // namespace net
