// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QRunnable>
#include <QThreadPool>

#include <utility>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace trace {

#if defined(__SANITIZE_THREAD__)
namespace detail {
/// Carries the function to the other thread, and tells ThreadSanitizer what Qt's event queue, which it cannot
/// see into, guarantees: posting is before the call, and the call before the end of the parcel. The pointer
/// itself crosses unseen.
template <typename Function>
class Parcel
{
public:
    explicit Parcel(Function function)
        : m_function(new Function(std::move(function)))
    {
    }
    __attribute__((no_sanitize("thread"))) Parcel(Parcel &&other) noexcept
        : m_function(std::exchange(other.m_function, nullptr))
    {
        __tsan_release(m_function);
    }
    __attribute__((no_sanitize("thread"))) ~Parcel()
    {
        if (!m_function)
            return;
        __tsan_acquire(m_function);
        discard(m_function);
    }
    Parcel(const Parcel &) = delete;
    Parcel &operator=(const Parcel &) = delete;
    Parcel &operator=(Parcel &&) = delete;

    __attribute__((no_sanitize("thread"))) void operator()() const
    {
        __tsan_acquire(m_function);
        call(m_function);
        __tsan_release(m_function);
    }

private:
    static void call(Function *function) { (*function)(); }
    static void discard(Function *function) { delete function; }

    Function *m_function;
};

/// A parcel for a thread of a pool.
template <typename Function>
class Job : public QRunnable
{
public:
    explicit Job(Parcel<Function> parcel)
        : m_parcel(std::move(parcel))
    {
    }
    void run() override { m_parcel(); }

private:
    Parcel<Function> m_parcel;
};
} // namespace detail
#endif

/// Runs the function in the receiver's thread at its next turn: the one way to command another thread.
/// Arguments travel by value inside the function. Any thread may call it while the receiver lives; if the
/// receiver is deleted first the call is dropped.
template <typename Function>
void post(QObject *receiver, Function function)
{
#if defined(__SANITIZE_THREAD__)
    QMetaObject::invokeMethod(receiver, detail::Parcel(std::move(function)), Qt::QueuedConnection);
#else
    QMetaObject::invokeMethod(receiver, std::move(function), Qt::QueuedConnection);
#endif
}

/// Runs the function in a thread of the pool.
template <typename Function>
void start(QThreadPool &pool, Function function)
{
#if defined(__SANITIZE_THREAD__)
    pool.start(new detail::Job(detail::Parcel(std::move(function))));
#else
    pool.start(std::move(function));
#endif
}

} // namespace trace
