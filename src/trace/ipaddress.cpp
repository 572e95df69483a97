// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/ipaddress.h"

#include <QList>

namespace trace {

namespace {

QByteArray ipv4Bytes(QByteArrayView address)
{
    const QList<QByteArray> parts = address.toByteArray().split('.');
    QByteArray bytes;
    for (const QByteArray &part : parts) {
        bool isNumber = false;
        const uint value = part.toUInt(&isNumber);
        if (!isNumber || value > 255)
            return {};
        bytes += char(value);
    }
    return bytes.size() == 4 ? bytes : QByteArray();
}

/// Groups of four hexadecimal digits, the last two perhaps as IPv4 (RFC 4291 §2.2); nothing when one is none.
bool appendGroups(QByteArray &bytes, QByteArrayView text)
{
    if (text.isEmpty())
        return true;
    const QList<QByteArray> groups = text.toByteArray().split(':');
    for (const QByteArray &group : groups) {
        if (group.contains('.')) {
            const QByteArray last = ipv4Bytes(group);
            bytes += last;
            return !last.isEmpty() && &group == &groups.back();
        }
        bool isNumber = false;
        const uint value = group.toUInt(&isNumber, 16);
        if (!isNumber || value > 0xffff)
            return false;
        bytes.append(char(value >> 8)).append(char(value & 0xff));
    }
    return true;
}

QByteArray ipv6Bytes(QByteArrayView address)
{
    const qsizetype zone = address.indexOf('%');
    const QByteArrayView text = zone < 0 ? address : address.first(zone);
    const qsizetype gap = text.indexOf("::");
    QByteArray before;
    QByteArray after;
    const bool isAddress = gap < 0
        ? appendGroups(before, text)
        : appendGroups(before, text.first(gap)) && appendGroups(after, text.sliced(gap + 2));
    const qsizetype missing = 16 - before.size() - after.size();
    if (!isAddress || missing < 0 || (gap < 0 && missing > 0))
        return {};
    return before + QByteArray(missing, '\0') + after;
}

} // namespace

QByteArray ipBytes(QByteArrayView address)
{
    return address.contains(':') ? ipv6Bytes(address) : ipv4Bytes(address);
}

} // namespace trace
