// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/head.h"

#include "http/grammar.h"

namespace trace {

QByteArrayView startLine(QByteArrayView head)
{
    const qsizetype end = head.indexOf("\r\n");
    return end < 0 ? head : head.first(end);
}

std::vector<HeadField> headFields(QByteArrayView head)
{
    std::vector<HeadField> fields;
    qsizetype from = startLine(head).size() + 2;
    while (from < head.size()) {
        const QByteArrayView line = startLine(head.sliced(from));
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            fields.push_back({line.first(colon), http::grammar::trimmed(line.sliced(colon + 1))});
        from += line.size() + 2;
    }
    return fields;
}

QByteArrayView headValue(QByteArrayView head, QByteArrayView name)
{
    for (const HeadField &field : headFields(head)) {
        if (http::grammar::equals(field.name, name))
            return field.value;
    }
    return {};
}

} // namespace trace
