// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/text.h"

#include <algorithm>

namespace http {

void append(QByteArray &out, std::initializer_list<QByteArrayView> parts)
{
    const qsizetype before = out.size();
    qsizetype end = before;
    for (const QByteArrayView part : parts)
        end += part.size();
    out.resize(end);
    char *to = out.data() + before;
    for (const QByteArrayView part : parts)
        to = std::copy(part.begin(), part.end(), to);
}

} // namespace http
