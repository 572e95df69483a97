// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/addresspattern.h"

#include <QCoreApplication>

#include <algorithm>

namespace site {
namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNameByte(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
}

/// Why text is no pattern, as far as its bytes tell; empty when it is one.
QString problemOf(QByteArrayView text)
{
    if (!text.startsWith('/'))
        return QCoreApplication::translate(
            "site", "The address does not start with '/': rules for one host are not supported.");
    if (text.contains('?') || text.contains('#'))
        return QCoreApplication::translate(
            "site", "The address has a '?' or '#' in it: write query parameters behind it, as id=:id.");
    if (std::count(text.begin(), text.end(), '*') > 1)
        return QCoreApplication::translate("site", "The address has more than one '*' in it.");
    return {};
}

} // namespace

qsizetype endOfName(QByteArrayView text)
{
    if (text.isEmpty() || !isLetter(text.front()))
        return 0;
    return std::find_if_not(text.begin(), text.end(), isNameByte) - text.begin();
}

tl::expected<AddressPattern, QString> AddressPattern::parse(QByteArrayView text)
{
    if (const QString problem = problemOf(text); !problem.isEmpty())
        return tl::unexpected(problem);

    AddressPattern pattern;
    Pieces *pieces = &pattern.m_front;
    for (QByteArrayView rest = text; !rest.isEmpty();) {
        append(*pieces, {Piece::Kind::Text, "/"});
        const qsizetype slash = rest.indexOf('/', 1);
        const QByteArrayView segment = rest.sliced(1, (slash < 0 ? rest.size() : slash) - 1);
        rest = rest.sliced(segment.size() + 1);
        if (segment.startsWith(':')) {
            const QByteArrayView name = segment.sliced(1);
            if (name.isEmpty() || endOfName(name) != name.size() || pattern.names().contains(name))
                return tl::unexpected(
                    QCoreApplication::translate("site", "%1 is no name of its own for a whole segment.")
                        .arg(QString::fromUtf8(segment)));
            append(*pieces, {Piece::Kind::Segment, name.toByteArray()});
            continue;
        }
        const qsizetype star = segment.indexOf('*');
        const QByteArrayView before = star < 0 ? segment : segment.first(star);
        append(*pieces, {Piece::Kind::Text, QByteArray::fromPercentEncoding(before.toByteArray())});
        if (star < 0)
            continue;
        pieces = &pattern.m_back.emplace();
        const QByteArray behind = segment.sliced(star + 1).toByteArray();
        append(*pieces, {Piece::Kind::Text, QByteArray::fromPercentEncoding(behind)});
    }
    if (!pattern.m_back && text.endsWith('/'))
        pattern.m_front.back().text.chop(1);
    return pattern;
}

/// Texts side by side are one; empty ones are none.
void AddressPattern::append(Pieces &pieces, Piece piece)
{
    if (piece.text.isEmpty())
        return;
    if (piece.kind == Piece::Kind::Text && !pieces.empty() && pieces.back().kind == Piece::Kind::Text)
        pieces.back().text += piece.text;
    else
        pieces.push_back(std::move(piece));
}

bool AddressPattern::takeFront(QByteArrayView &rest, const Piece &piece, Captures &captures)
{
    qsizetype taken = piece.text.size();
    if (piece.kind == Piece::Kind::Segment) {
        const qsizetype slash = rest.indexOf('/');
        taken = slash < 0 ? rest.size() : slash;
        if (taken == 0)
            return false;
        captures.push_back({piece.text, rest.first(taken).toByteArray()});
    } else if (!rest.startsWith(piece.text)) {
        return false;
    }
    rest = rest.sliced(taken);
    return true;
}

bool AddressPattern::takeBack(QByteArrayView &rest, const Piece &piece, Captures &captures)
{
    qsizetype taken = piece.text.size();
    if (piece.kind == Piece::Kind::Segment) {
        taken = rest.size() - rest.lastIndexOf('/') - 1;
        if (taken == 0)
            return false;
        captures.push_back({piece.text, rest.last(taken).toByteArray()});
    } else if (!rest.endsWith(piece.text)) {
        return false;
    }
    rest.chop(taken);
    return true;
}

/// True at the end of "/news" for "/news/*".
bool AddressPattern::isFolderItself(QByteArrayView rest, const Piece &piece) const
{
    return m_back && m_back->empty() && &piece == &m_front.back() && piece.text.endsWith('/')
        && rest == QByteArrayView(piece.text).chopped(1);
}

std::optional<Captures> AddressPattern::match(QByteArrayView path) const
{
    Captures captures;
    QByteArrayView rest = path;
    if (!m_back && rest.endsWith('/'))
        rest.chop(1);
    for (const Piece &piece : m_front) {
        if (isFolderItself(rest, piece))
            rest = {};
        else if (!takeFront(rest, piece, captures))
            return std::nullopt;
    }
    if (!m_back)
        return rest.isEmpty() ? std::optional(std::move(captures)) : std::nullopt;
    for (auto piece = m_back->rbegin(); piece != m_back->rend(); ++piece) {
        if (!takeBack(rest, *piece, captures))
            return std::nullopt;
    }
    captures.push_back({"splat", rest.toByteArray()});
    return captures;
}

QList<QByteArray> AddressPattern::names() const
{
    QList<QByteArray> names;
    const auto add = [&names](const Pieces &pieces) {
        for (const Piece &piece : pieces) {
            if (piece.kind == Piece::Kind::Segment)
                names.append(piece.text);
        }
    };
    add(m_front);
    if (m_back) {
        names.append("splat");
        add(*m_back);
    }
    return names;
}

QByteArray AddressPattern::example() const
{
    QByteArray path;
    for (const Piece &piece : m_front)
        path += piece.text;
    if (m_back)
        path += "splat";
    for (const Piece &piece : m_back.value_or(Pieces()))
        path += piece.text;
    return path.isEmpty() ? QByteArray("/") : path;
}

} // namespace site
