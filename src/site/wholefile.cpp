// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/wholefile.h"

namespace site {

std::optional<QByteArray> readWhole(const OpenFile &file)
{
    QByteArray bytes(file.size(), Qt::Uninitialized);
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 count = file.read(bytes.data() + done, done, bytes.size() - done);
        if (count <= 0)
            return std::nullopt;
        done += count;
    }
    return file.isUnchanged() ? std::optional(std::move(bytes)) : std::nullopt;
}

} // namespace site
