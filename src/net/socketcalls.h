// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace net {

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

/// Sends FIN; the socket can still be read.
void shutdownWrite(qintptr socket);

/// Whether the client sent FIN before the RST that ended this connection; readBytes is what was ever read
/// from the socket. Asked of the kernel's own count, in which a FIN is one more byte (Linux,
/// tcp_rcv_nxt_update()). False where the system does not tell.
[[nodiscard]] bool receivedFin(qintptr socket, quint64 readBytes);

/// Whether the read or write by which QTcpSocket just noticed the end of a connection met RST. QTcpSocket
/// reports FIN and RST alike and closes the descriptor before it says so, but errno still holds what its call
/// met; asking forgets it. To be called in the loop's thread, in the slot that is told.
[[nodiscard]] bool endedByReset();

/// A second descriptor of the same listening socket, closed on exec; -1 when descriptors ran out.
[[nodiscard]] qintptr duplicate(qintptr socket);

/// Closes a descriptor that no object took over.
void closeSocket(qintptr socket);

/// Lets the process open as many descriptors as the system's hard limit allows.
void raiseDescriptorLimit();

} // namespace net
