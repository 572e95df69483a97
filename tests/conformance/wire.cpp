// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include "coding.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <limits>

Response::Fields Response::fields() const
{
    Fields fields;
    const QList<QByteArray> lines = head.split('\n').sliced(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            fields.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    return fields;
}

QByteArray Response::field(const QByteArray &name) const
{
    const Fields all = fields();
    for (const auto &[key, value] : all) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

QByteArray Response::decoded() const
{
    const QByteArray coding = field("Content-Encoding");
    if (coding.isEmpty())
        return content.isNull() ? QByteArray("") : content;
    return uncompressed(coding, content);
}

Wire::Wire(quint16 port, std::chrono::milliseconds patience)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_patience(patience)
{
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        ::close(std::exchange(m_socket, -1));
}

Wire::~Wire()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool Wire::send(const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const auto n = ::send(m_socket, bytes.data() + done, size_t(bytes.size() - done), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

bool Wire::sendInPieces(const QByteArray &bytes)
{
    constexpr qsizetype byByte = 2048;
    const qsizetype step = bytes.size() <= byByte ? 1 : bytes.size() / 7 + 1;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        if (!send(bytes.sliced(at, std::min(step, bytes.size() - at))))
            return false;
    }
    return true;
}

void Wire::sendFin()
{
    ::shutdown(m_socket, SHUT_WR);
}

Response Wire::receive(bool toHead)
{
    Response response;
    while (!m_buffer.contains("\r\n\r\n")) {
        if (!more())
            return {};
    }
    response.head = take(m_buffer.indexOf("\r\n\r\n") + 4);
    response.status = response.head.mid(9, 3).toInt();
    response.whole = true;
    if (toHead || response.status < 200 || response.status == 204 || response.status == 304)
        return response;
    if (response.field("Transfer-Encoding").toLower() == "chunked") {
        response.whole = takeChunks(response.content);
    } else if (const QByteArray length = response.field("Content-Length"); !length.isNull()) {
        response.whole = fill(length.toLongLong());
        response.content = take(std::min<qsizetype>(length.toLongLong(), m_buffer.size()));
    } else {
        (void)fill(std::numeric_limits<qsizetype>::max());
        response.whole = m_fin;
        response.content = std::exchange(m_buffer, {});
    }
    return response;
}

bool Wire::ends()
{
    return m_buffer.isEmpty() && !more() && m_fin;
}

/// RFC 9112 §7.1, without extensions.
bool Wire::takeChunks(QByteArray &content)
{
    for (;;) {
        QByteArray line;
        bool ok = false;
        if (!takeLine(line))
            return false;
        const qsizetype size = line.toLongLong(&ok, 16);
        if (!ok)
            return false;
        if (size == 0)
            return takeLine(line) && line.isEmpty();
        if (!fill(size + 2))
            return false;
        content += take(size);
        if (take(2) != "\r\n")
            return false;
    }
}

bool Wire::takeLine(QByteArray &line)
{
    while (!m_buffer.contains("\r\n")) {
        if (!more())
            return false;
    }
    line = take(m_buffer.indexOf("\r\n") + 2).chopped(2);
    return true;
}

QByteArray Wire::take(qsizetype size)
{
    const QByteArray bytes = m_buffer.first(size);
    m_buffer.remove(0, size);
    return bytes;
}

bool Wire::fill(qsizetype size)
{
    while (m_buffer.size() < size) {
        if (!more())
            return false;
    }
    return true;
}

bool Wire::more()
{
    pollfd ready{m_socket, POLLIN, 0};
    if (m_socket < 0 || ::poll(&ready, 1, int(m_patience.count())) <= 0)
        return false;
    std::array<char, 65536> chunk;
    const auto n = ::recv(m_socket, chunk.data(), chunk.size(), 0);
    m_fin = n == 0;
    if (n <= 0)
        return false;
    m_buffer.append(chunk.data(), n);
    return true;
}
