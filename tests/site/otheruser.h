// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/fsuid.h>
#endif

/// While it lives this thread has no more rights to files than any user: tests of permissions need that when
/// they are run by root, whom no permission stops.
class OtherUser
{
public:
    OtherUser()
    {
#ifdef Q_OS_LINUX
        if (::geteuid() == 0)
            ::setfsuid(65534);
#endif
    }
    ~OtherUser()
    {
#ifdef Q_OS_LINUX
        if (::geteuid() == 0)
            ::setfsuid(0);
#endif
    }
    Q_DISABLE_COPY_MOVE(OtherUser)

    /// False where permissions cannot be tested.
    [[nodiscard]] static bool isPossible()
    {
#ifdef Q_OS_LINUX
        return true;
#else
        return ::geteuid() != 0;
#endif
    }
};
