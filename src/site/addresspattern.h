// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <optional>
#include <vector>

namespace site {

/// A part of an address under the name a rule gave it.
struct Capture
{
    QByteArray name; ///< "splat" for what '*' took
    QByteArray text; ///< decoded bytes, any but NUL

    friend bool operator==(const Capture &, const Capture &) = default;
};

using Captures = std::vector<Capture>;

/// How many bytes of text make a name: a letter, then letters, digits and underscores.
[[nodiscard]] qsizetype endOfName(QByteArrayView text);

/// Which addresses a rule is for, as static hosts write it: "/news/:year/*". ':name' is one whole segment;
/// one '*' may stand anywhere and takes any bytes, none too. "/news/*" is for "/news" as well, and without
/// '*' a slash at the end makes no difference. Percent-encoding is decoded once. A value without a thread.
class AddressPattern
{
public:
    /// Fails with one plain sentence that says what is wrong.
    [[nodiscard]] static tl::expected<AddressPattern, QString> parse(QByteArrayView text);

    /// What its names stand for when a decoded path (http::Target::path) fits, in time linear in its length;
    /// nothing when it does not.
    [[nodiscard]] std::optional<Captures> match(QByteArrayView path) const;

    /// The names in the order written, "splat" for '*'.
    [[nodiscard]] QList<QByteArray> names() const;
    /// An address that fits: each name stands for itself.
    [[nodiscard]] QByteArray example() const;

private:
    struct Piece
    {
        enum class Kind : quint8 { Text, Segment };
        Kind kind;
        QByteArray text; ///< decoded, or the name
    };
    using Pieces = std::vector<Piece>;

    AddressPattern() = default;
    static void append(Pieces &pieces, Piece piece);
    static bool takeFront(QByteArrayView &rest, const Piece &piece, Captures &captures);
    static bool takeBack(QByteArrayView &rest, const Piece &piece, Captures &captures);
    [[nodiscard]] bool isFolderItself(QByteArrayView rest, const Piece &piece) const;

    Pieces m_front;
    std::optional<Pieces> m_back; ///< what is behind '*'; nothing when there is no '*'
};

} // namespace site
