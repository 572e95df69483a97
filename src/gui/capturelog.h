// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/log.h"

#include <optional>

namespace gui {

/// The log that a capture is read into, within its budget: all of the capture, its newest part, or the part
/// from a moment on that fits. Lives in the window's thread.
class CaptureLog
{
public:
    explicit CaptureLog(qint64 budgetBytes)
        : m_log(budgetBytes)
    {
    }

    [[nodiscard]] const trace::Log &log() const { return m_log; }
    /// Forgets everything. What is taken next is the capture from that moment on, as much as fits; nothing:
    /// all of it, of which the newest stays.
    void empty(std::optional<trace::SteadyNs> from = std::nullopt);
    /// False when only the beginning of it fits: nothing that comes after it is to be taken.
    [[nodiscard]] bool take(const trace::Batch &batch);

    [[nodiscard]] bool isPart() const { return m_from.has_value(); }
    /// The end of what fitted, when not all did from the moment on that was asked for.
    [[nodiscard]] std::optional<trace::SteadyNs> fullAt() const { return m_fullAt; }
    /// Requests that had to go for lack of room.
    [[nodiscard]] quint64 evicted() const { return m_log.evicted() - m_evictedBefore; }
    /// The latest moment of any record that was taken since it was emptied; 0 before the first.
    [[nodiscard]] trace::SteadyNs lastMoment() const { return m_lastMoment; }
    /// Whether emptying it and reading from the beginning of that span on would bring something that is not
    /// here.
    [[nodiscard]] bool lacks(trace::TimeSpan span) const;

private:
    trace::Log m_log;
    quint64 m_evictedBefore = 0;
    std::optional<trace::SteadyNs> m_from;
    std::optional<trace::SteadyNs> m_fullAt;
    trace::SteadyNs m_lastMoment = 0;
    trace::SteadyNs m_latest = 0; ///< beginning of a request
};

} // namespace gui
