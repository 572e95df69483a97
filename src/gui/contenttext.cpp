// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contenttext.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace gui {
namespace {

constexpr qsizetype LongestLine = 20'000; ///< characters; QPlainTextEdit is slow with longer ones

QString inItsCharset(const QByteArray &bytes, const QByteArray &type)
{
    const QByteArray small = type.toLower();
    const bool latin1 = small.contains("charset=iso-8859-1") || small.contains("charset=windows-1252");
    QString text = latin1 ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes);
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
    static const QByteArrayList words{"text/", "javascript", "xml", "json", "x-www-form-urlencoded", "svg"};
    const QByteArray small = type.toLower();
    return std::any_of(words.begin(), words.end(),
                       [&small](const QByteArray &word) { return small.contains(word); });
}

QString readableContent(const QByteArray &bytes, const QByteArray &type)
{
    const auto json = isJson(type) ? indentedJson(bytes) : std::nullopt;
    return foldLongLines(inItsCharset(json ? *json : bytes, type));
}

std::optional<QByteArray> indentedJson(const QByteArray &json)
{
    if (QJsonDocument::fromJson(json).isNull())
        return std::nullopt;
    return Indenter().indented(json);
}

} // namespace gui
