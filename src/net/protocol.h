// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/response.h"
#include "net/tcpinfo.h"
#include "trace/records.h"

#include <concepts>

namespace net {

/// What should become of the socket.
enum class Channel : quint8 {
    Open,
    ShutWrite, ///< send FIN, keep reading
    Close,
};

/// What a session asks of its connection: a pure function of its state.
struct Wants
{
    bool read = false;
    bool write = false;           ///< output() has something
    bool content = false;         ///< call fetchContent(), then output() has more
    trace::SteadyNs deadline = 0; ///< call deadlineReached() then; 0: none
    Channel channel = Channel::Open;
};

/// How the other side went away.
enum class HangUp : quint8 { Fin, Reset };

/// All that a connection knows of what it speaks: bytes and the clock go in, output, wishes and a record come
/// out. Session is the one for HTTP/1; another protocol beside it is another type like this.
template <typename T>
concept Protocol
    = requires(T protocol, const T &watched, QByteArrayView bytes, qint64 count, trace::SteadyNs now,
               HangUp how, site::ContentError error, trace::CloseCause cause, const KernelView &view)
{
    protocol.received(bytes, now);
    protocol.sent(count, now);
    protocol.fetchContent(now);
    protocol.pauseClock(now);
    protocol.resumeClock(now);
    protocol.hungUp(how, now);
    protocol.deadlineReached(now);
    protocol.fileFailed(now, error);
    protocol.finishSoon(now);
    protocol.end(cause, now);
    protocol.hold(now);
    protocol.release(now);
    protocol.bufferFull(now);
    protocol.emptyRead(now);
    protocol.diskTook(count);
    protocol.look(view, now);
    protocol.accepted(count);
    watched.publishSnapshot();
    {
        watched.backlog()
        } -> std::same_as<qint64>;
    {
        watched.wants()
        } -> std::same_as<Wants>;
    {
        watched.output()
        } -> std::same_as<Output>;
    {
        watched.record()
        } -> std::same_as<const trace::ConnectionRecord &>;
};

} // namespace net
