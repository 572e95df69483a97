// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loopsampler.h"

#include "net/tcpinfo.h"

#include <algorithm>
#include <utility>

namespace net {

namespace {

constexpr qint64 Second = 1'000'000'000;
constexpr qint64 LateNs = 2'000'000; ///< what a loop may be late and is still quiet

/// Over all of them; each has its own queue.
AcceptQueue together(std::span<const qintptr> listeners)
{
    AcceptQueue sum;
    for (const qintptr listener : listeners) {
        const AcceptQueue one = acceptQueue(listener);
        if (one.waiting < 0)
            continue;
        sum.waiting = std::max(sum.waiting, 0) + one.waiting;
        sum.limit = std::max(sum.limit, 0) + one.limit;
    }
    return sum;
}

} // namespace

trace::LoopSamplePtr LoopSampler::look(trace::SteadyNs now, qint64 lagNs, size_t open,
                                       std::span<const qintptr> listeners)
{
    const AcceptQueue queue = together(listeners);
    const bool quiet = open == 0 && queue.waiting <= 0 && lagNs < LateNs;
    if (std::exchange(m_quiet, quiet) && quiet)
        return nullptr;                                 // the one before said so
    if (m_loop == 0 && now - m_overflowsAt >= Second) { // they are the host's: one loop asks for all
        m_overflows = listenOverflows();
        m_overflowsAt = now;
    }
    auto sample = std::make_shared<trace::LoopSample>();
    sample->loop = m_loop;
    sample->at = now;
    sample->lagNs = lagNs;
    sample->open = quint32(open);
    sample->acceptQueue = queue.waiting;
    sample->acceptLimit = queue.limit;
    sample->overflows = m_overflows;
    return sample;
}

} // namespace net
