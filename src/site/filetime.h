// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

#include <sys/stat.h>

namespace site {

/// When a file was modified, in nanoseconds since 1970; at the nearer end of the range for the years it
/// cannot hold (before 1678, after 2261).
[[nodiscard]] inline qint64 modifiedNs(const struct stat &status)
{
#ifdef Q_OS_DARWIN
    const timespec time = status.st_mtimespec;
#else
    const timespec time = status.st_mtim;
#endif
    constexpr qint64 second = 1'000'000'000;
    constexpr qint64 limit = std::numeric_limits<qint64>::max() / second - 1;
    return std::clamp<qint64>(time.tv_sec, -limit, limit) * second + time.tv_nsec;
}

} // namespace site
