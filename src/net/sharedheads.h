// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/responsehead.h"

#include <QByteArray>

#include <array>

namespace net {

/// Heads of one loop that are the same share their memory, and so do the records they become part of: a
/// client asks in the same words again and again, and is answered in the same words until the second is over.
/// Each kind has its places; the newest head takes its place from the one before. Used in its loop's thread.
class SharedHeads
{
public:
    /// The same bytes, if they were given before in their memory of then.
    [[nodiscard]] QByteArray request(const QByteArray &bytes);
    /// What http::write() makes of it. The fields are those of `head`, as the array that the site keeps.
    [[nodiscard]] QByteArray response(const http::ResponseHead &head, const QByteArray &fields);
    /// The date has changed.
    void forgetResponses() { m_responses = {}; }

private:
    struct Response
    {
        QByteArray fields; ///< kept, so that nobody else gets their address
        int status = 0;
        std::optional<qint64> contentLength;
        http::Persistence persistence = http::Persistence::Close;
        quint8 minorVersion = 0;
        bool chunked = false;
        QByteArray bytes;

        [[nodiscard]] bool isOf(const http::ResponseHead &head, const QByteArray &its) const;
    };
    static constexpr size_t places = 256;

    std::array<QByteArray, places> m_requests;
    std::array<Response, places> m_responses;
};

} // namespace net
