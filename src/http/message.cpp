// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"

#include "http/grammar.h"

#include <algorithm>

namespace http {

namespace {

auto findField(const RequestHead &head, QByteArrayView name)
{
    return std::find_if(head.fields.begin(), head.fields.end(), [&head, name](const Field &field) {
        return grammar::equals(field.name.in(head.bytes), name);
    });
}

} // namespace

QByteArrayView RequestHead::value(QByteArrayView name) const
{
    const auto found = findField(*this, name);
    return found == fields.end() ? QByteArrayView() : found->value.in(bytes);
}

QByteArray RequestHead::list(QByteArrayView name) const
{
    QByteArray joined;
    for (const Field &field : fields) {
        if (!grammar::equals(field.name.in(bytes), name))
            continue;
        if (!joined.isEmpty())
            joined.append(", ");
        joined.append(field.value.in(bytes));
    }
    return joined;
}

bool RequestHead::has(QByteArrayView name) const
{
    return findField(*this, name) != fields.end();
}

QByteArrayView RequestHead::requestLine() const
{
    const auto end = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n'; });
    return QByteArrayView(bytes).first(end - bytes.begin());
}

} // namespace http
