// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/samples.h"

#include <span>

namespace net {

/// Looks at one loop at every tick. Lives in the loop's thread.
class LoopSampler
{
public:
    explicit LoopSampler(int loop)
        : m_loop(loop)
    {
    }

    /// The sample of this tick; null while the loop stays quiet: nothing is open, nothing waits and it is not
    /// late. The listeners are descriptors.
    [[nodiscard]] trace::LoopSamplePtr look(trace::SteadyNs now, qint64 lagNs, size_t open,
                                            std::span<const qintptr> listeners);

private:
    int m_loop;
    bool m_quiet = true;
    trace::SteadyNs m_overflowsAt = 0; ///< when they were asked last
    qint64 m_overflows = -1;
};

} // namespace net
