// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/head.h"

#include "http/grammar.h"

namespace trace {

QByteArrayView startLine(QByteArrayView head)
{
    for (qsizetype from = 0;;) {
        const qsizetype end = head.indexOf('\r', from); // of one byte it is the fastest
        if (end < 0 || end + 1 == head.size())
            return head;
        if (head[end + 1] == '\n')
            return head.first(end);
        from = end + 1;
    }
}

namespace {

/// Hands each field on, in order, until that says it has seen enough.
template <typename Enough>
void forEachField(QByteArrayView head, Enough enough)
{
    qsizetype from = startLine(head).size() + 2;
    while (from < head.size()) {
        const QByteArrayView line = startLine(head.sliced(from));
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && enough(HeadField{line.first(colon), http::grammar::trimmed(line.sliced(colon + 1))}))
            return;
        from += line.size() + 2;
    }
}

} // namespace

std::vector<HeadField> headFields(QByteArrayView head)
{
    std::vector<HeadField> fields;
    forEachField(head, [&fields](const HeadField &field) {
        fields.push_back(field);
        return false;
    });
    return fields;
}

QByteArrayView headValue(QByteArrayView head, QByteArrayView name)
{
    QByteArrayView value;
    forEachField(head, [&value, name](const HeadField &field) {
        const bool found = http::grammar::equals(field.name, name);
        if (found)
            value = field.value;
        return found;
    });
    return value;
}

} // namespace trace
