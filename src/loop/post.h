// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace loop {

/// Runs the function in the receiver's thread at its next turn: the one way to command another thread.
/// Arguments travel by value inside the function. Any thread may call it while the receiver lives; if the
/// receiver is deleted first the call is dropped.
///
/// Qt's event queue orders the two threads. ThreadSanitizer cannot see that inside a Qt that is not built
/// with it, so it is told here; without it nothing is added.
template <typename Function>
void post(QObject *receiver, Function function)
{
#if defined(__SANITIZE_THREAD__)
    auto *token = new char;
    __tsan_release(token);
    auto ordered = [token, call = std::move(function)]() mutable {
        __tsan_acquire(token);
        delete token;
        call();
    };
    QMetaObject::invokeMethod(receiver, std::move(ordered), Qt::QueuedConnection);
#else
    QMetaObject::invokeMethod(receiver, std::move(function), Qt::QueuedConnection);
#endif
}

} // namespace loop
