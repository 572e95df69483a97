// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "site/site.h"

#include <QByteArray>
#include <QFile>
#include <QList>

/// A request head as the parser would give it, for one target.
inline http::RequestHead requestFor(const QByteArray &target, http::Method verb = http::Method::Get)
{
    http::RequestHead head;
    head.bytes = "GET " + target + " HTTP/1.1\r\n\r\n";
    head.method = {0, 3};
    head.target = {4, static_cast<quint32>(target.size())};
    head.verb = verb;
    return head;
}

/// A cache nothing is kept in, for one answer.
inline site::EncodedCache &scratchCache()
{
    static thread_local site::EncodedCache cache;
    return cache;
}

/// The bytes a client would get, from memory or from the file.
inline QByteArray contentOf(const site::Body &body)
{
    if (const auto *bytes = std::get_if<QByteArray>(&body))
        return *bytes;
    const auto *slice = std::get_if<site::FileSlice>(&body);
    if (!slice)
        return {};
    QByteArray bytes(slice->length, '\0');
    bytes.truncate(slice->file->read(bytes.data(), slice->offset, slice->length));
    return bytes;
}

/// The value of a field among header lines; empty when there is none.
inline QByteArray fieldOf(const site::Reply &reply, const QByteArray &name)
{
    const QList<QByteArray> lines = reply.fields.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name + ": "))
            return line.sliced(name.size() + 2).chopped(1);
    }
    return {};
}

inline std::shared_ptr<const site::Site> openSite(const QByteArray &root)
{
    site::SiteRules rules;
    rules.root = QFile::decodeName(root);
    auto opened = site::Site::open(rules);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().sentence));
    return *opened;
}
