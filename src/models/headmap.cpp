// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/headmap.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::headmap)
};

QString readable(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

QString decoded(QByteArrayView bytes)
{
    QByteArray text = bytes.toByteArray();
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

/// "a=1&b=2" or "a=1; b=2": a part for each.
std::vector<HeadPart> pairs(QByteArrayView text, qint64 offset, char separator,
                            QString (*reading)(QByteArrayView))
{
    std::vector<HeadPart> list;
    for (qsizetype at = 0; at <= text.size() && !text.isEmpty();) {
        qsizetype end = text.indexOf(separator, at);
        end = end < 0 ? text.size() : end;
        while (at < end && text[at] == ' ')
            ++at;
        const QByteArrayView pair = text.sliced(at, end - at);
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty())
            list.push_back({reading(equals < 0 ? pair : pair.first(equals)),
                            equals < 0 ? QString() : reading(pair.sliced(equals + 1)),
                            offset + at,
                            pair.size(),
                            {}});
        at = end + 1;
    }
    return list;
}

/// The words of a request line or a status line.
HeadPart startLine(QByteArrayView line, qint64 offset)
{
    const bool isStatus = line.startsWith("HTTP/");
    HeadPart part{isStatus ? Text::tr("Status line") : Text::tr("Request line"),
                  readable(line),
                  offset,
                  line.size(),
                  {}};
    const QStringList names = isStatus
        ? QStringList{Text::tr("Version"), Text::tr("Status"), Text::tr("Reason")}
        : QStringList{Text::tr("Method"), Text::tr("Target"), Text::tr("Version")};
    qsizetype at = 0;
    for (qsizetype i = 0; i < names.size() && at < line.size(); ++i) {
        qsizetype end = i + 1 < names.size() ? line.indexOf(' ', at) : line.size();
        end = end < 0 ? line.size() : end;
        const QByteArrayView word = line.sliced(at, end - at);
        HeadPart child{names[i], readable(word), offset + at, word.size(), {}};
        const qsizetype query = word.indexOf('?');
        if (!isStatus && i == 1 && query >= 0)
            child.parts = pairs(word.sliced(query + 1), offset + at + query + 1, '&', decoded);
        part.parts.push_back(std::move(child));
        at = end + 1;
    }
    return part;
}

HeadPart field(QByteArrayView line, qint64 offset)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return {readable(line), {}, offset, line.size(), {}};
    const QByteArrayView name = line.first(colon), value = line.sliced(colon + 1).trimmed();
    HeadPart part{readable(name), readable(value), offset, line.size(), {}};
    if (name.compare("Cookie", Qt::CaseInsensitive) == 0)
        part.parts = pairs(value, offset + (value.data() - line.data()), ';', readable);
    return part;
}

} // namespace

std::vector<HeadPart> headMap(QByteArrayView head)
{
    std::vector<HeadPart> parts;
    for (qsizetype at = 0; at < head.size();) {
        qsizetype end = head.indexOf('\n', at);
        end = end < 0 ? head.size() : end;
        const qsizetype next = end + 1;
        if (end > at && head[end - 1] == '\r')
            --end;
        const QByteArrayView line = head.sliced(at, end - at);
        if (!line.isEmpty())
            parts.push_back(parts.empty() ? startLine(line, at) : field(line, at));
        at = next;
    }
    return parts;
}

} // namespace models
