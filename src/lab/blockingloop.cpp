// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/blockingloop.h"

#include <cerrno>

#include <sys/socket.h>

namespace lab {

BlockingLoop::BlockingLoop(Socket listening, const Folder &folder)
    : m_listening(std::move(listening))
    , m_folder(folder)
{
}

void BlockingLoop::turn()
{
    if (m_client.descriptor() < 0)
        m_client = Socket(::accept(m_listening.descriptor(), nullptr, nullptr));
    if (m_client.descriptor() < 0)
        return;
    char received[1024];
    const auto length = ::recv(m_client.descriptor(), received, sizeof received, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_calls.add(3); // accept, receive, close
    if (length > 0) {
        const QByteArray &bytes = m_folder.answer(QByteArrayView(received, length)).bytes;
        ::send(m_client.descriptor(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        m_calls.add(1);
    }
    m_client = Socket();
}

} // namespace lab
