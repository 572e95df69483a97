// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <ctime>
#include <limits>

#include <sys/stat.h>

namespace site {

/// In nanoseconds since 1970; at the nearer end of the range for the years it cannot hold (before 1678, after
/// 2261).
[[nodiscard]] inline qint64 nsOf(const timespec &time)
{
    constexpr qint64 second = 1'000'000'000;
    constexpr qint64 limit = std::numeric_limits<qint64>::max() / second - 1;
    return std::clamp<qint64>(time.tv_sec, -limit, limit) * second + time.tv_nsec;
}

/// When a file's content was modified, as nsOf().
[[nodiscard]] inline qint64 modifiedNs(const struct stat &status)
{
#ifdef Q_OS_DARWIN
    return nsOf(status.st_mtimespec);
#else
    return nsOf(status.st_mtim);
#endif
}

/// When anything about a file was changed, as nsOf().
[[nodiscard]] inline qint64 changedNs(const struct stat &status)
{
#ifdef Q_OS_DARWIN
    return nsOf(status.st_ctimespec);
#else
    return nsOf(status.st_ctim);
#endif
}

/// The system's clock, in ns since 1970: what files are stamped with, roughly.
[[nodiscard]] inline qint64 nowNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * qint64(1'000'000'000) + now.tv_nsec;
}

/// True when a file can no longer change without its modification time telling. The system takes that time
/// from a clock that moves on in steps of up to 10 ms, so that two versions written within one step have the
/// same. A time well ahead of the clock was not taken from it but set by someone. Ask with a time taken
/// before the content is read.
[[nodiscard]] inline bool isSettled(qint64 modifiedNs, qint64 nowNs)
{
    constexpr qint64 steps = 20'000'000;
    constexpr qint64 ahead = 2'000'000'000; // a file server's clock may differ from ours
    return modifiedNs < nowNs - steps || modifiedNs > nowNs + ahead;
}

} // namespace site
