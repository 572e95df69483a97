// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/openfile.h"

namespace net {

/// What sending part of a file came to.
enum class SendEnd : quint8 {
    Taken,        ///< the kernel took bytes
    NoRoom,       ///< the send buffer is full
    FileEnded,    ///< the file is shorter than promised, or cannot be read
    ClientClosed, ///< the client had sent FIN and answered our bytes with RST
    ClientReset,  ///< the client sent RST
};

struct SendResult
{
    SendEnd end;
    qint64 bytes = 0;
};

/// Sends up to length bytes of the file from offset over a non-blocking socket, without copying them through
/// the program where the system can (sendfile on Linux).
[[nodiscard]] SendResult sendFile(qintptr socket, const site::OpenFile &file, qint64 offset, qint64 length);

/// Sends FIN; the socket can still be read.
void shutdownWrite(qintptr socket);

/// Whether the other side ended this connection by RST; false where the system does not tell.
[[nodiscard]] bool wasReset(qintptr socket);

/// A second descriptor of the same listening socket, closed on exec; -1 when descriptors ran out.
[[nodiscard]] qintptr duplicate(qintptr socket);

/// Lets the process open as many descriptors as the system's hard limit allows.
void raiseDescriptorLimit();

} // namespace net
