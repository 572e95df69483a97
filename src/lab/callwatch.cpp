// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/callwatch.h"

#include "lab/socket.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <vector>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lab {

namespace {

/// What the watched thread may do while the watch holds it: if it waited with the allocator's lock in its
/// hand, the watch could not allocate either.
constexpr std::array unseen{SYS_futex,         SYS_mmap,           SYS_munmap,       SYS_mprotect,
                            SYS_mremap,        SYS_madvise,        SYS_brk,          SYS_exit,
                            SYS_exit_group,    SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_restart_syscall,
                            SYS_clock_gettime, SYS_sched_yield,    SYS_gettid,       SYS_sched_getaffinity};

/// Those whose results matter. The watch does them for the thread: one process, so the same descriptors and
/// the same memory.
constexpr std::array performed{
#ifdef SYS_accept
    SYS_accept,
#endif
    SYS_accept4,      SYS_recvfrom, SYS_read,
#ifdef SYS_poll
    SYS_poll,
#endif
    SYS_ppoll,
#ifdef SYS_epoll_wait
    SYS_epoll_wait,
#endif
    SYS_epoll_pwait,
#ifdef SYS_epoll_pwait2
    SYS_epoll_pwait2,
#endif
};

/// Puts the calling thread under watch; the descriptor that tells its calls, or -1.
int watchThisThread()
{
    std::vector<sock_filter> program;
    program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
    for (const auto number : unseen) {
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, quint32(number), 0, 1));
        program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    seccomp_notif_sizes sizes{};
    if (::syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) != 0
        || sizes.seccomp_notif > sizeof(seccomp_notif)
        || sizes.seccomp_notif_resp > sizeof(seccomp_notif_resp))
        return -1;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) // of this thread alone
        return -1;
    return int(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter));
}

qint64 perform(const Call &call)
{
    const auto &a = call.arguments;
    const long result = ::syscall(call.number, a[0], a[1], a[2], a[3], a[4], a[5]);
    return result < 0 ? -errno : result;
}

} // namespace

CallWatch::CallWatch(std::function<void(const Call &)> seen)
    : m_seen(std::move(seen))
{
}

CallWatch::~CallWatch()
{
    m_over = true;
    if (m_thread.joinable())
        m_thread.join();
}

void CallWatch::attach()
{
    // Started first: a watched thread cannot start another before somebody listens.
    m_thread = std::thread([this] {
        m_listener.wait(notYet);
        serve(m_listener);
    });
    m_listener = watchThisThread();
    m_listener.notify_all();
}

bool CallWatch::isAttached() const
{
    m_listener.wait(notYet);
    return m_listener >= 0;
}

void CallWatch::serve(int descriptor) const
{
    if (descriptor < 0)
        return;
    const Socket listener(descriptor);
    constexpr int lookEveryMs = 100; // Linux before 5.9 does not tell when the watched thread has ended
    while (!m_over) {
        pollfd waiting{descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, lookEveryMs) <= 0)
            continue;
        if ((waiting.revents & POLLIN) == 0)
            return; // hung up: the thread has ended
        tell(descriptor);
    }
}

void CallWatch::tell(int listener) const
{
    seccomp_notif notice{};
    if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice) != 0)
        return; // a signal has taken the thread out of the call
    Call call;
    call.number = notice.data.nr;
    std::copy(std::begin(notice.data.args), std::end(notice.data.args), call.arguments.begin());
    seccomp_notif_resp response{};
    response.id = notice.id;
    if (std::find(performed.begin(), performed.end(), call.number) != performed.end()) {
        call.result = perform(call);
        response.val = std::max<qint64>(*call.result, 0);
        response.error = int(std::min<qint64>(*call.result, 0));
    } else {
        response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    }
    call.time = std::chrono::steady_clock::now();
    m_seen(call);
    ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

} // namespace lab
