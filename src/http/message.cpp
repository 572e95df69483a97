// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"

#include "http/grammar.h"

#include <algorithm>

namespace http {

QByteArrayView RequestHead::value(QByteArrayView name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [this, name](const Field &field) {
        return grammar::equals(field.name.in(bytes), name);
    });
    return found == fields.end() ? QByteArrayView() : found->value.in(bytes);
}

QByteArrayView RequestHead::requestLine() const
{
    const auto end = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n'; });
    return QByteArrayView(bytes).first(end - bytes.begin());
}

} // namespace http
