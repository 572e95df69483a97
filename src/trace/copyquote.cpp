// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/copyquote.h"

#include <QUtf8StringView>

#include <algorithm>

namespace trace::quote {

bool isPlain(QByteArrayView bytes)
{
    const auto isControl = [](char c) { return (uchar(c) < 0x20 && c != '\n') || c == 0x7f; };
    return QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8()
        && std::none_of(bytes.begin(), bytes.end(), isControl);
}

QString shell(QByteArrayView bytes)
{
    if (!isPlain(bytes))
        return QStringLiteral("\"$(") + printfCommand(bytes) + QStringLiteral(")\"");
    return u'\'' + QString::fromUtf8(bytes).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

// In the format itself, whose octal escapes every printf knows, zero bytes included (POSIX, printf).
QString printfCommand(QByteArrayView bytes)
{
    QByteArray out = "printf '";
    for (const char c : bytes) {
        if (c == '%')
            out += "%%";
        else if (uchar(c) < 0x20 || uchar(c) >= 0x7f || c == '\'' || c == '\\')
            out += '\\' + QByteArray::number(uchar(c), 8).rightJustified(3, '0');
        else
            out += c;
    }
    // A format that begins with '-' would be taken for an option.
    if (out.startsWith("printf '-"))
        out.replace(0, 9, "printf '\\055");
    return QString::fromLatin1(out + '\'');
}

QString cmd(QByteArrayView bytes)
{
    // The C runtime: a backslash is itself unless quotation marks follow.
    QString argument = QStringLiteral("\"");
    qsizetype backslashes = 0;
    for (const QChar c : QString::fromUtf8(bytes)) {
        if (c == u'"')
            argument += QString(backslashes + 1, u'\\');
        backslashes = c == u'\\' ? backslashes + 1 : 0;
        argument += c;
    }
    argument += QString(backslashes, u'\\') + u'"';

    QString out;
    for (const QChar c : argument) {
        if (QStringView(u"\"&|<>^()%!").contains(c))
            out += u'^';
        out += c == u'\n' ? QStringLiteral("^\n\n") : QString(c);
    }
    return out;
}

QString powerShell(QByteArrayView bytes)
{
    QString out = QStringLiteral("'");
    for (const QChar c : QString::fromUtf8(bytes)) {
        if (c == u'\'' || (c >= u'\u2018' && c <= u'\u201b'))
            out += c;
        out += c;
    }
    return out + u'\'';
}

QString script(const QString &text)
{
    QString out = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\' + QString(c);
        else if (c == u'\n')
            out += QStringLiteral("\\n");
        else if (c < u' ' || c == u'\u007f' || c == u'\u2028' || c == u'\u2029')
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + u'"';
}

} // namespace trace::quote
