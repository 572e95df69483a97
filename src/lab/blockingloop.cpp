// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/blockingloop.h"

#include <cerrno>

#include <sys/socket.h>
#include <sys/time.h>

namespace lab {

BlockingLoop::BlockingLoop(Socket listening, const Folder &folder, const Console &)
    : m_listening(std::move(listening))
    , m_folder(folder)
{
    // So often it looks whether it is to stop; those it accepts inherit this.
    const timeval tenth{0, 100'000};
    ::setsockopt(m_listening.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &tenth, sizeof tenth);
}

void BlockingLoop::turn(const std::atomic<bool> &stop)
{
    const Socket client(::accept(m_listening.descriptor(), nullptr, nullptr));
    if (client.descriptor() < 0)
        return; // nobody for a tenth of a second
    char received[1024];
    ssize_t length = -1;
    do
        length = ::recv(client.descriptor(), received, sizeof received, 0);
    while (length < 0 && (errno == EAGAIN || errno == EINTR) && !stop);
    m_calls.add(3); // and the close
    if (length <= 0)
        return;
    const QByteArray &bytes = m_folder.answer(QByteArrayView(received, length)).bytes;
    ::send(client.descriptor(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
    m_calls.add(1);
}

} // namespace lab
