// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"

#include <QByteArray>

/// A request head as the parser would give it, with these field lines: "Name: value\r\n…".
inline http::RequestHead headWith(const QByteArray &lines, http::Method verb = http::Method::Get)
{
    http::RequestHead head;
    head.bytes = "GET / HTTP/1.1\r\n" + lines + "\r\n";
    head.method = {0, 3};
    head.target = {4, 1};
    head.verb = verb;
    qsizetype at = head.bytes.indexOf('\n') + 1;
    while (head.bytes[at] != '\r') {
        const qsizetype colon = head.bytes.indexOf(':', at);
        const qsizetype end = head.bytes.indexOf('\r', at);
        qsizetype from = colon + 1;
        while (head.bytes[from] == ' ')
            ++from;
        head.fields.push_back({{static_cast<quint32>(at), static_cast<quint32>(colon - at)},
                               {static_cast<quint32>(from), static_cast<quint32>(end - from)}});
        at = end + 2;
    }
    return head;
}
