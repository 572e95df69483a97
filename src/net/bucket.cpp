// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bucket.h"

#include <algorithm>
#include <limits>

namespace net {

namespace {

constexpr double Smallest = 16 * 1024;

} // namespace

double Bucket::size() const
{
    return std::max(m_speed / 10, Smallest);
}

void Bucket::setSpeed(quint64 bytesPerSecond)
{
    const bool isNew = !isLimited();
    m_speed = double(bytesPerSecond);
    m_tokens = isNew ? size() : std::min(m_tokens, size());
}

qint64 Bucket::offer(trace::SteadyNs now)
{
    if (!isLimited())
        return std::numeric_limits<qint64>::max();
    if (m_filledAt > 0)
        m_tokens = std::min(size(), m_tokens + m_speed * double(now - m_filledAt) / 1e9);
    m_filledAt = now;
    const double worthIt = std::clamp(m_speed / 40, 1024.0, Smallest);
    return m_tokens >= worthIt ? qint64(m_tokens) : 0;
}

void Bucket::take(qint64 bytes)
{
    if (isLimited())
        m_tokens -= double(bytes);
}

} // namespace net
