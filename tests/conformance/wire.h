// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <utility>

/// One response as it came over the wire.
struct Response
{
    int status = 0;     ///< 0: the connection ended before there was one
    QByteArray head;    ///< exactly, from the status line to the blank line
    QByteArray content; ///< without transfer coding (RFC 9112 §7)
    bool whole = false; ///< it came to the end that its framing promises

    using Fields = QList<std::pair<QByteArray, QByteArray>>;
    [[nodiscard]] Fields fields() const;
    /// The value of the first field of that name; null when there is none.
    [[nodiscard]] QByteArray field(const QByteArray &name) const;
    /// The content without the coding it came in (RFC 9110 §8.4); null when it cannot be undone.
    [[nodiscard]] QByteArray decoded() const;
};

/// A blocking client on a plain socket. Every wait ends after the patience it is given.
class Wire
{
public:
    explicit Wire(quint16 port, std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~Wire();
    Q_DISABLE_COPY_MOVE(Wire)

    /// False when the other side takes no more, which is no mistake by itself: it may have answered already.
    bool send(const QByteArray &bytes);
    /// The same in pieces, each its own segment: single bytes up to 2 KiB, else cut at several places.
    bool sendInPieces(const QByteArray &bytes);
    void sendFin();

    /// The next response, read by its framing (RFC 9112 §6.3). Without content for HEAD, 1xx, 204 and 304.
    [[nodiscard]] Response receive(bool toHead = false);
    /// True when the server sends nothing more but its FIN.
    [[nodiscard]] bool ends();

private:
    bool more();
    bool fill(qsizetype size);
    bool takeLine(QByteArray &line);
    bool takeChunks(QByteArray &content);
    [[nodiscard]] QByteArray take(qsizetype size);

    int m_socket;
    std::chrono::milliseconds m_patience;
    bool m_fin = false;
    QByteArray m_buffer;
};
