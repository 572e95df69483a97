// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcpinfo.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#ifdef Q_OS_LINUX
#include <cstddef>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace net {

#ifdef Q_OS_LINUX

namespace {

// Linux, include/net/tcp_states.h.
constexpr int CloseState = 7;
constexpr int CloseWaitState = 8;

/// As much of it as this kernel fills in.
struct Answer
{
    tcp_info info{};
    size_t length = 0;

    [[nodiscard]] bool has(size_t end) const { return length >= end; }
};

Answer ask(qintptr socket)
{
    Answer answer;
    socklen_t length = sizeof answer.info;
    if (getsockopt(int(socket), IPPROTO_TCP, TCP_INFO, &answer.info, &length) == 0)
        answer.length = length;
    return answer;
}

#define PORTHOLE_END_OF(member) (offsetof(tcp_info, member) + sizeof(tcp_info::member))

/// The field's value; -1 when this kernel has no such field.
template <typename T>
qint64 valueOf(const Answer &answer, size_t end, T value)
{
    return answer.has(end) ? qint64(value) : -1;
}

trace::TcpInfo tcpInfo(const Answer &answer)
{
    const tcp_info &info = answer.info;
    trace::TcpInfo tcp;
    tcp.rttUs = valueOf(answer, PORTHOLE_END_OF(tcpi_rtt), info.tcpi_rtt);
    tcp.congestionWindow = valueOf(answer, PORTHOLE_END_OF(tcpi_snd_cwnd), info.tcpi_snd_cwnd);
    tcp.retransmits = valueOf(answer, PORTHOLE_END_OF(tcpi_total_retrans), info.tcpi_total_retrans);
    tcp.unsent = valueOf(answer, PORTHOLE_END_OF(tcpi_notsent_bytes), info.tcpi_notsent_bytes);
    tcp.minRttUs = valueOf(answer, PORTHOLE_END_OF(tcpi_min_rtt), info.tcpi_min_rtt);
    tcp.busyUs = valueOf(answer, PORTHOLE_END_OF(tcpi_busy_time), info.tcpi_busy_time);
    tcp.rwndLimitedUs = valueOf(answer, PORTHOLE_END_OF(tcpi_rwnd_limited), info.tcpi_rwnd_limited);
    tcp.sndbufLimitedUs = valueOf(answer, PORTHOLE_END_OF(tcpi_sndbuf_limited), info.tcpi_sndbuf_limited);
    tcp.sendWindow = valueOf(answer, PORTHOLE_END_OF(tcpi_snd_wnd), info.tcpi_snd_wnd);
    tcp.acknowledged = valueOf(answer, PORTHOLE_END_OF(tcpi_bytes_acked), qint64(info.tcpi_bytes_acked));
    constexpr qint64 unmeasured = 0xffffffff; // the kernel's word for "no minimum yet"
    if (tcp.minRttUs == unmeasured)
        tcp.minRttUs = -1;
    return tcp;
}

} // namespace

std::optional<KernelView> lookAt(qintptr socket)
{
    const Answer answer = ask(socket);
    if (answer.length == 0)
        return std::nullopt;
    KernelView view;
    view.tcp = tcpInfo(answer);
    if (int queued = 0; view.tcp.unsent >= 0 && ioctl(int(socket), SIOCOUTQ, &queued) == 0)
        view.tcp.inFlight = std::max<qint64>(0, queued - view.tcp.unsent);
    if (answer.info.tcpi_state == CloseWaitState)
        view.end = KernelView::End::ClientFin;
    else if (answer.info.tcpi_state == CloseState)
        view.end = KernelView::End::Reset;
    return view;
}

qint64 sinceAckNs(qintptr socket)
{
    const Answer answer = ask(socket);
    return answer.has(PORTHOLE_END_OF(tcpi_last_ack_recv))
        ? qint64(answer.info.tcpi_last_ack_recv) * 1'000'000
        : -1;
}

AcceptQueue acceptQueue(qintptr listener)
{
    const Answer answer = ask(listener);
    if (!answer.has(PORTHOLE_END_OF(tcpi_sacked)))
        return {};
    return {qint32(answer.info.tcpi_unacked), qint32(answer.info.tcpi_sacked)};
}

qint64 listenOverflows()
{
    QFile file(QStringLiteral("/proc/net/netstat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = file.readAll().split('\n'); // pairs of names and values
    for (qsizetype i = 0; i + 1 < lines.size(); i += 2) {
        const qsizetype column = lines[i].split(' ').indexOf("ListenOverflows");
        const QList<QByteArray> values = lines[i + 1].split(' ');
        if (column > 0 && column < values.size())
            return values[column].toLongLong();
    }
    return -1;
}

#else

std::optional<KernelView> lookAt(qintptr)
{
    return std::nullopt;
}

qint64 sinceAckNs(qintptr)
{
    return -1;
}

AcceptQueue acceptQueue(qintptr)
{
    return {};
}

qint64 listenOverflows()
{
    return -1;
}

#endif

} // namespace net
