// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/message.h"

#include <QFlags>

namespace http {

/// What single fields of a request mean for the message itself: host, coding, expectation, persistence.
/// Stricter than the RFCs where leniency is how requests are smuggled. Content-Length is left to llhttp. A
/// value without a thread.
class FieldRules
{
public:
    struct Finding
    {
        Fault fault = Fault::None;
        qsizetype offset = -1; ///< in head.bytes
    };

    /// Looks at a field just received, and notes in the head what follows from it.
    [[nodiscard]] Finding take(RequestHead &head, const Field &field);
    /// At the blank line: what only the whole head can tell.
    [[nodiscard]] Finding finish(RequestHead &head) const;

private:
    enum SeenField : quint8 { Host = 1, Chunked = 2, Close = 4, KeepAlive = 8 };

    Finding takeHost(const RequestHead &head, const Field &field);
    Finding takeCoding(const RequestHead &head, const Field &field);
    Finding takeExpect(RequestHead &head, const Field &field);
    void takeConnection(QByteArrayView options);

    QFlags<SeenField> m_seen;
};

} // namespace http
