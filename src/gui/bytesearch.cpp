// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bytesearch.h"

#include <QRegularExpression>

#include <algorithm>

namespace gui {
namespace {

constexpr qint64 Step = 1024 * 1024;

/// Looks through the places [low, high), each of which could be the first byte of a hit.
class Search
{
public:
    Search(const ByteSource &source, const Needle &needle, Direction direction,
           const std::function<bool(qint64)> &goesOn)
        : m_source(source)
        , m_needle(needle.letters == Qt::CaseSensitive ? needle.bytes : needle.bytes.toLower())
        , m_letters(needle.letters)
        , m_direction(direction)
        , m_goesOn(goesOn)
    {
    }

    /// The offset of the hit, -1 without one.
    tl::expected<qint64, QString> within(qint64 low, qint64 high)
    {
        while (low < high && !m_stopped) {
            m_stopped = !m_goesOn(m_done);
            const bool forward = m_direction == Direction::Forward;
            const qint64 begin = forward ? low : std::max(low, high - Step);
            const qint64 end = forward ? std::min(high, low + Step) : high;
            auto hit = step(begin, end);
            if (!hit || *hit >= 0)
                return hit;
            m_done += end - begin;
            (forward ? low : high) = forward ? end : begin;
        }
        return -1;
    }

private:
    tl::expected<qint64, QString> step(qint64 begin, qint64 end)
    {
        const auto bytes = m_source.read(begin, end - begin + m_needle.size() - 1);
        if (!bytes)
            return tl::unexpected(bytes.error());
        const QByteArray letters = m_letters == Qt::CaseSensitive ? *bytes : bytes->toLower();
        const qsizetype at
            = m_direction == Direction::Forward ? letters.indexOf(m_needle) : letters.lastIndexOf(m_needle);
        return at < 0 ? -1 : begin + at;
    }

    const ByteSource &m_source;
    QByteArray m_needle;
    Qt::CaseSensitivity m_letters;
    Direction m_direction;
    const std::function<bool(qint64)> &m_goesOn;
    qint64 m_done = 0;
    bool m_stopped = false;
};

} // namespace

tl::expected<Hit, QString> findBytes(const ByteSource &source, const Needle &needle, qint64 from,
                                     Direction direction, const std::function<bool(qint64)> &goesOn)
{
    Q_ASSERT(!needle.bytes.isEmpty());
    const qint64 places = source.size - needle.bytes.size() + 1;
    const bool forward = direction == Direction::Forward;
    const qint64 cut = std::clamp<qint64>(forward ? from : from + 1, 0, std::max<qint64>(0, places));
    Search search(source, needle, direction, goesOn);
    const auto ahead = forward ? search.within(cut, places) : search.within(0, cut);
    if (!ahead)
        return tl::unexpected(ahead.error());
    if (*ahead >= 0)
        return Hit{*ahead, false};
    const auto behind = forward ? search.within(0, cut) : search.within(cut, places);
    if (!behind)
        return tl::unexpected(behind.error());
    return Hit{*behind, *behind >= 0};
}

std::optional<QByteArray> bytesOfHex(const QString &text)
{
    static const QRegularExpression list(
        QStringLiteral("^\\s*(?:0x)?[0-9a-f]{2}(?:[\\s:,]*(?:0x)?[0-9a-f]{2})*\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression between(QStringLiteral("0x|[\\s:,]"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (!list.match(text).hasMatch())
        return std::nullopt;
    return QByteArray::fromHex(QString(text).remove(between).toLatin1());
}

std::optional<qint64> offsetOf(const QString &text)
{
    const QString word = text.trimmed();
    const bool isHex = word.startsWith(QStringLiteral("0x"), Qt::CaseInsensitive);
    bool isNumber = false;
    const qint64 offset = (isHex ? word.mid(2) : word).toLongLong(&isNumber, isHex ? 16 : 10);
    return isNumber && offset >= 0 ? std::optional(offset) : std::nullopt;
}

} // namespace gui
