// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace http {

/// The members of a list (RFC 9110 §5.6.1), one after the other. A separator inside a quoted-string (§5.6.4)
/// is text; a quote that is never closed is an ordinary character, so that it cannot hide the members behind
/// it. Looks into bytes kept elsewhere; linear in their number.
class Members
{
public:
    explicit Members(QByteArrayView list, char separator = ',')
        : m_rest(list)
        , m_separator(separator)
    {
    }

    /// The next member, without the white space around it; empty ones are skipped. Nothing at the end.
    [[nodiscard]] std::optional<QByteArrayView> next();

private:
    [[nodiscard]] qsizetype endOfMember();

    QByteArrayView m_rest;
    char m_separator;
    bool m_quotes = true; ///< until an open one is found: what is behind it can only be escaped ones
};

} // namespace http
