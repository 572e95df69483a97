// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/fields.h"

#include <algorithm>

namespace site {
namespace {

constexpr QByteArrayView lineEnd = "\r\n";

struct Line
{
    qsizetype begin = 0;
    qsizetype value = 0;
    qsizetype end = 0; ///< of the value

    [[nodiscard]] qsizetype next() const { return end + lineEnd.size(); }
};

/// The first line of that name at or behind from, which is a line's begin; begin is -1 when there is none.
Line findLine(QByteArrayView lines, QByteArrayView name, qsizetype from = 0)
{
    while (from < lines.size()) {
        const qsizetype end = lines.indexOf(lineEnd, from);
        const qsizetype colon = from + name.size();
        if (colon < end && lines[colon] == ':'
            && lines.sliced(from, name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return {from, colon + 2, end};
        from = end + lineEnd.size();
    }
    return {-1, 0, 0};
}

} // namespace

void addField(QByteArray &lines, QByteArrayView name, QByteArrayView value)
{
    // One change of size instead of four appends: most of what a reply costs beside the system is its fields.
    constexpr QByteArrayView separator = ": ";
    const qsizetype at = lines.size();
    lines.resize(at + name.size() + separator.size() + value.size() + lineEnd.size());
    char *out = lines.data() + at;
    for (const QByteArrayView part : {name, separator, value, lineEnd})
        out = std::copy(part.begin(), part.end(), out);
}

void addMember(QByteArray &lines, QByteArrayView name, QByteArrayView member)
{
    const Line line = findLine(lines, name);
    if (line.begin < 0)
        addField(lines, name, member);
    else
        lines.insert(line.end, ", " + member.toByteArray());
}

QByteArrayView fieldValue(QByteArrayView lines, QByteArrayView name)
{
    const Line line = findLine(lines, name);
    return line.begin < 0 ? QByteArrayView() : lines.sliced(line.value, line.end - line.value);
}

void removeField(QByteArray &lines, QByteArrayView name)
{
    for (Line line = findLine(lines, name); line.begin >= 0; line = findLine(lines, name, line.begin))
        lines.remove(line.begin, line.next() - line.begin);
}

} // namespace site
