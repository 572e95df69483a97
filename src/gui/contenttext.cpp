// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contenttext.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace gui {
namespace {

constexpr qsizetype LongestLine = 20'000; ///< characters; QPlainTextEdit is slow with longer ones

bool isLatin1(const QByteArray &type)
{
    const QByteArray small = type.toLower();
    return small.contains("charset=iso-8859-1") || small.contains("charset=windows-1252");
}

bool isForm(const QByteArray &type)
{
    return type.toLower().contains("x-www-form-urlencoded");
}

QByteArray decodedField(QByteArray text)
{
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text).replace("\r\n", "\n").replace("\n", "\n    ");
}

/// A line for each field; the further lines of a value stand indented under it.
QByteArray formLines(const QByteArray &form)
{
    QByteArrayList lines;
    for (const QByteArray &pair : form.trimmed().split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty())
            lines << decodedField(equals < 0 ? pair : pair.first(equals)) + " = "
                    + (equals < 0 ? QByteArray() : decodedField(pair.sliced(equals + 1)));
    }
    return lines.join('\n');
}

QString inItsCharset(const QByteArray &bytes, const QByteArray &type)
{
    QString text = isLatin1(type) ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes);
    text.replace(QChar(u'\0'), QChar(0x2400));
    return text;
}

QString foldLongLines(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        for (qsizetype at = 0; at == 0 || at < line.size(); at += LongestLine)
            lines << line.mid(at, LongestLine);
    }
    return lines.join(u'\n');
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Lays out JSON that is known to be right.
class Indenter
{
public:
    QByteArray indented(const QByteArray &json)
    {
        m_out.reserve(json.size() * 2);
        for (qsizetype at = 0; at < json.size();) {
            if (json[at] == '"')
                at = copyString(json, at);
            else
                put(json[at++]);
        }
        return m_out;
    }

private:
    void newLine() { m_out.append('\n').append(m_depth * 2, ' '); }

    qsizetype copyString(const QByteArray &json, qsizetype from)
    {
        beforeValue();
        qsizetype end = from + 1;
        while (end < json.size() && json[end] != '"')
            end += json[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, json.size());
        m_out.append(json.constData() + from, end - from);
        return end;
    }
    /// The first value of a list or object begins a line; an empty one stays on its own.
    void beforeValue()
    {
        if (std::exchange(m_justOpened, false))
            newLine();
    }
    void put(char c)
    {
        if (isSpace(c))
            return;
        if (c == '}' || c == ']') {
            --m_depth;
            if (!std::exchange(m_justOpened, false))
                newLine();
            m_out += c;
            return;
        }
        beforeValue();
        m_out += c;
        if (c == '{' || c == '[') {
            ++m_depth;
            m_justOpened = true;
        } else if (c == ',') {
            newLine();
        } else if (c == ':') {
            m_out += ' ';
        }
    }

    QByteArray m_out;
    qsizetype m_depth = 0;
    bool m_justOpened = false;
};

} // namespace

bool isJson(const QByteArray &type)
{
    return type.toLower().contains("json");
}

bool isText(const QByteArray &type)
{
    static const QByteArrayList words{"text/", "javascript",         "xml", "json", "x-www-form-urlencoded",
                                      "svg",   "multipart/form-data"};
    const QByteArray small = type.toLower();
    return std::any_of(words.begin(), words.end(),
                       [&small](const QByteArray &word) { return small.contains(word); });
}

bool isLaidOut(const QByteArray &type)
{
    return isJson(type) || isForm(type);
}

QByteArray laidOut(const QByteArray &bytes, const QByteArray &type)
{
    if (isForm(type))
        return formLines(bytes);
    return isJson(type) ? indentedJson(bytes).value_or(bytes) : bytes;
}

QString plainText(const QByteArray &bytes, const QByteArray &type)
{
    return foldLongLines(inItsCharset(bytes, type));
}

QByteArray encoded(const QString &text, const QByteArray &type)
{
    return isLatin1(type) ? text.toLatin1() : text.toUtf8();
}

qint64 textPages(qint64 size)
{
    return std::max<qint64>(1, (size - TextPageSlack + TextPageSize - 1) / TextPageSize);
}

qsizetype textPageStart(QByteArrayView bytes, qsizetype nominal)
{
    Q_ASSERT(nominal > 0);
    const qsizetype end = bytes.first(std::min<qsizetype>(bytes.size(), nominal + TextPageSlack - 1))
                              .indexOf('\n', nominal - 1);
    if (end >= 0)
        return end + 1;
    qsizetype start = nominal;
    while (start < bytes.size() && start < nominal + 3 && (uchar(bytes[start]) & 0xc0) == 0x80)
        ++start; // RFC 3629 §3: at most three bytes continue a character
    return start;
}

std::optional<QByteArray> indentedJson(const QByteArray &json)
{
    if (QJsonDocument::fromJson(json).isNull())
        return std::nullopt;
    return Indenter().indented(json);
}

} // namespace gui
