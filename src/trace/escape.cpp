// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/escape.h"

#include <QChar>

#include <algorithm>

namespace trace {

namespace {

constexpr char digits[] = "0123456789abcdef";

void appendHex(QByteArray &out, uchar byte)
{
    const char text[] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    out.append(text, sizeof text);
}

/// One byte that may not stand in a line as it is: C-style where Apache does so, else \xhh.
void appendControl(QByteArray &out, char byte)
{
    switch (byte) {
    case '\b': out += "\\b"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\v': out += "\\v"; return;
    default: appendHex(out, uchar(byte)); return;
    }
}

void appendUnicodeEscape(QByteArray &out, char16_t unit)
{
    const char text[] = {
        '\\', 'u', digits[unit >> 12], digits[(unit >> 8) & 15], digits[(unit >> 4) & 15], digits[unit & 15]};
    out.append(text, sizeof text);
}

bool isPlain(char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

/// How many bytes at the start of the text every format leaves as they are.
qsizetype plainRun(QByteArrayView text)
{
    return std::find_if_not(text.begin(), text.end(), isPlain) - text.begin();
}

/// The character at the start of some bytes; length 0 when they are not UTF-8.
struct Character
{
    char32_t value = 0;
    qsizetype length = 0;
};

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
Character decode(QByteArrayView text)
{
    const auto lead = uchar(text[0]);
    if (lead < 0x80)
        return {lead, 1};
    const qsizetype length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return {};
    char32_t value = lead & (0x7f >> length);
    for (qsizetype i = 1; i < length; ++i) {
        const auto next = uchar(text[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        value = value << 6 | (next & 0x3f);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || value > QChar::LastValidCodePoint || QChar::isSurrogate(value))
        return {};
    return {value, length};
}

bool prints(char32_t character)
{
    const auto category = QChar::category(character);
    return QChar::isPrint(character) && category != QChar::Separator_Line
        && category != QChar::Separator_Paragraph;
}

/// Walks over the text: calls plain(bytes) for runs that need nothing, character(bytes, value) for the other
/// UTF-8 characters and byte(b) for bytes that are not UTF-8.
template <typename Plain, typename OnCharacter, typename OnByte>
void walk(QByteArrayView text, Plain plain, OnCharacter character, OnByte byte)
{
    while (!text.isEmpty()) {
        const qsizetype run = plainRun(text);
        if (run > 0)
            plain(text.first(run));
        text = text.sliced(run);
        if (text.isEmpty())
            return;
        const Character next = decode(text);
        if (next.length > 0)
            character(text.first(next.length), next.value);
        else
            byte(text[0]);
        text = text.sliced(std::max(next.length, qsizetype(1)));
    }
}

} // namespace

void appendEscaped(QByteArray &out, QByteArrayView text)
{
    while (!text.isEmpty()) {
        const qsizetype run = plainRun(text);
        out += text.first(run);
        text = text.sliced(run);
        if (text.isEmpty())
            return;
        if (text[0] == '"' || text[0] == '\\')
            out.append('\\').append(text[0]);
        else
            appendControl(out, text[0]);
        text = text.sliced(1);
    }
}

void appendReadable(QByteArray &out, QByteArrayView text)
{
    const auto plain = [&out](QByteArrayView bytes) { out += bytes; };
    const auto byte = [&out](char b) { appendHex(out, uchar(b)); };
    const auto character = [&out](QByteArrayView bytes, char32_t value) {
        if (value == U'\\')
            out += "\\\\";
        else if (prints(value))
            out += bytes;
        else
            std::for_each(bytes.begin(), bytes.end(), [&out](char b) { appendControl(out, b); });
    };
    walk(text, plain, character, byte);
}

QString readable(QByteArrayView text)
{
    QByteArray out;
    appendReadable(out, text);
    return QString::fromUtf8(out);
}

void appendJson(QByteArray &out, QByteArrayView text)
{
    const auto plain = [&out](QByteArrayView bytes) { out += bytes; };
    const auto byte = [&out](char b) {
        out += '\\';
        appendHex(out, uchar(b));
    };
    const auto character = [&out](QByteArrayView bytes, char32_t value) {
        if (value == U'"' || value == U'\\') {
            out.append('\\').append(bytes);
        } else if (prints(value)) {
            out += bytes;
        } else if (QChar::requiresSurrogates(value)) {
            appendUnicodeEscape(out, QChar::highSurrogate(value));
            appendUnicodeEscape(out, QChar::lowSurrogate(value));
        } else {
            appendUnicodeEscape(out, char16_t(value));
        }
    };
    out += '"';
    walk(text, plain, character, byte);
    out += '"';
}

} // namespace trace
