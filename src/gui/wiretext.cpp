// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/wiretext.h"

#include <algorithm>

namespace gui {
namespace {

constexpr char16_t ControlPictures = 0x2400;
constexpr char16_t DeletePicture = 0x2421;

void put(WireText &wire, QStringView text, qsizetype byte, bool mark)
{
    wire.text.append(text);
    wire.byteAt.insert(wire.byteAt.end(), size_t(text.size()), qint32(byte));
    wire.mark.insert(wire.mark.end(), size_t(text.size()), mark);
}

/// Length in bytes of the well-formed UTF-8 sequence that starts there; 0 when there is none (RFC 3629 §4).
qsizetype sequenceLength(QByteArrayView bytes)
{
    const auto byte = [bytes](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : uchar(0); };
    const uchar lead = byte(0);
    const qsizetype length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    const uchar lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const uchar highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (byte(1) < lowest || byte(1) > highest)
        return 0;
    for (qsizetype i = 2; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    return length;
}

QString controlMark(uchar byte, ControlMarks marks)
{
    if (marks == ControlMarks::Pictures)
        return QChar(byte == 0x7f ? DeletePicture : char16_t(ControlPictures + byte));
    switch (byte) {
    case '\r': return QStringLiteral("\\r");
    case '\n': return QStringLiteral("\\n");
    case '\t': return QStringLiteral("\\t");
    default: return QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
    }
}

} // namespace

std::pair<qsizetype, qsizetype> WireText::bytes(qsizetype from, qsizetype to) const
{
    const qsizetype first = byteAt[size_t(from)];
    return {first, byteAt[size_t(to)] - first};
}

qsizetype WireText::placeOf(qsizetype byte) const
{
    return std::lower_bound(byteAt.begin(), byteAt.end(), qint32(byte)) - byteAt.begin();
}

WireText wireText(QByteArrayView bytes, ControlMarks marks)
{
    WireText wire;
    for (qsizetype i = 0; i < bytes.size();) {
        const auto byte = uchar(bytes[i]);
        if (byte >= 0x80) {
            const qsizetype length = sequenceLength(bytes.sliced(i));
            if (length > 0)
                put(wire, QString::fromUtf8(bytes.sliced(i, length)), i, false);
            else
                put(wire, QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0')), i, true);
            i += std::max<qsizetype>(1, length);
            continue;
        }
        const bool control = byte < 0x20 || byte == 0x7f;
        put(wire, control ? controlMark(byte, marks) : QString(QLatin1Char(char(byte))), i, control);
        if (byte == '\n')
            put(wire, u"\n", i, true);
        ++i;
    }
    wire.byteAt.push_back(qint32(bytes.size()));
    return wire;
}

} // namespace gui
