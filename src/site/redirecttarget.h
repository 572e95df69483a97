// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/addresspattern.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace site {

/// Where a line of the redirects leads: an address of this site or an absolute http(s) one, with ':name'
/// where a part of the address asked for belongs. A value without a thread.
class RedirectTarget
{
public:
    enum class Place : quint8 {
        Here,      ///< starts with '/'
        Elsewhere, ///< starts with a scheme and a host
    };

    /// A ':name' that is none of the names is ordinary text, and none is looked for in scheme and host. Fails
    /// with one plain sentence that says what is wrong.
    [[nodiscard]] static tl::expected<RedirectTarget, QString> parse(QByteArrayView text,
                                                                     const QList<QByteArray> &names);

    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] bool hasFragment() const { return !m_fragment.empty(); }

    /// The address with every name filled in, percent-encoded (RFC 3986): visible ASCII only, fit for a
    /// Location field and without a host that the rule did not name. The query is passed on where the target
    /// has none of its own.
    [[nodiscard]] QByteArray filled(const Captures &captures, QByteArrayView query) const;

private:
    struct Piece
    {
        enum class Kind : quint8 {
            Text,       ///< goes out as it is
            PathName,   ///< a name whose text may hold slashes
            OpaqueName, ///< a name in query or fragment
        };
        Kind kind;
        QByteArray text;
    };
    using Pieces = std::vector<Piece>;

    RedirectTarget() = default;
    static Pieces cut(QByteArrayView text, Piece::Kind nameKind, const QList<QByteArray> &names);
    static void fill(QByteArray &address, const Pieces &pieces, const Captures &captures);

    Place m_place = Place::Here;
    Pieces m_path;     ///< with scheme and host when it is elsewhere
    Pieces m_query;    ///< with '?'; none: the query asked for is passed on
    Pieces m_fragment; ///< with '#'
};

/// Query or path as written by a person, percent-encoded where a URI needs it (RFC 3986 §2.1); what is
/// encoded already stays.
[[nodiscard]] QByteArray escaped(QByteArrayView text);

} // namespace site
