// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace net {

/// What a call to receive came to.
enum class ReceiveEnd : quint8 {
    Data,
    Nothing, ///< none came yet
    Fin,     ///< the client sends no more
    Reset,   ///< the client sent RST, or the system gave it up
};

struct ReceiveResult
{
    ReceiveEnd end;
    QByteArrayView bytes; ///< in the memory that was given
};

/// Reads once from a non-blocking socket, as much as is there and fits.
[[nodiscard]] ReceiveResult receive(qintptr socket, QByteArray &into);

/// What a call to send came to.
enum class SendEnd : quint8 {
    Taken,      ///< the kernel took bytes
    NoRoom,     ///< the send buffer is full
    ClientGone, ///< the client sent RST, perhaps after a FIN: receivedFin() tells
};

struct SendResult
{
    SendEnd end;
    qint64 bytes = 0;
};

/// Sends both, one behind the other, over a non-blocking socket, as far as the kernel takes them.
[[nodiscard]] SendResult send(qintptr socket, QByteArrayView head, QByteArrayView body);

/// Whether the kernel's send buffer has room worth waking up for.
[[nodiscard]] bool hasRoom(qintptr socket);

/// Small pieces do not wait for what was sent before to be confirmed. Of a listening socket it holds for the
/// connections it accepts.
void sendAtOnce(qintptr socket);

/// Sends FIN; the socket can still be read.
void shutdownWrite(qintptr socket);

/// Whether the client sent FIN before the RST that ended this connection; readBytes is what was ever read
/// from the socket. Asked of the kernel's own count, in which a FIN is one more byte (Linux,
/// tcp_rcv_nxt_update()). False where the system does not tell.
[[nodiscard]] bool receivedFin(qintptr socket, quint64 readBytes);

/// A second descriptor of the same listening socket, closed on exec; -1 when descriptors ran out.
[[nodiscard]] qintptr duplicate(qintptr socket);

/// Closes a descriptor that no object took over.
void closeSocket(qintptr socket);

/// Lets the process open as many descriptors as the system's hard limit allows.
void raiseDescriptorLimit();

} // namespace net
