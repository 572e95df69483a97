// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanelabels.h"

#include "trace/escape.h"

#include <QFontMetrics>

namespace gui {

namespace {

constexpr qsizetype most = 100; ///< characters

/// Without the protocol's version.
QByteArrayView shown(QByteArrayView line)
{
    const qsizetype version = line.lastIndexOf(" HTTP/");
    return (version > 0 ? line.first(version) : line)
        .first(std::min(version > 0 ? version : line.size(), most));
}

} // namespace

LaneLabels::LaneLabels(const QFont &font)
    : m_font(font)
{
    const QFontMetrics metrics(font);
    for (size_t c = ' '; c < m_widths.size(); ++c)
        m_widths[c] = metrics.horizontalAdvance(QChar(char16_t(c)));
    m_wide = metrics.horizontalAdvance(QChar(u'…'));
}

QStaticText LaneLabels::label(QByteArrayView requestLine, int width)
{
    const QByteArrayView line = shown(requestLine);
    qsizetype fitting = 0; // bytes before an ellipsis
    int used = 0;
    for (qsizetype i = 0; i < line.size() && used <= width; ++i) {
        const auto c = size_t(uchar(line[i]));
        used += c < m_widths.size() ? m_widths[c] : m_wide;
        if (used + m_wide <= width)
            fitting = i + 1;
    }
    const bool isWhole = used <= width;
    const int length = int(isWhole ? line.size() : fitting);
    const auto key = [&](const QByteArray &bytes) { return std::pair(bytes, isWhole ? -1 : length); };
    if (const QStaticText *known = m_texts.object(key(QByteArray::fromRawData(line.data(), line.size()))))
        return *known;
    QStaticText text(trace::readable(line.first(length)) + (isWhole ? QString() : QStringLiteral("…")));
    text.setTextFormat(Qt::PlainText);
    text.prepare({}, m_font);
    m_texts.insert(key(line.toByteArray()), new QStaticText(text));
    return text;
}

} // namespace gui
