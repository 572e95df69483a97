// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "site/site.h"

#include <QByteArray>
#include <QFile>
#include <QList>

/// A request head as the parser would give it, for one target. The fields are lines, "Name: value", with a
/// line feed between them.
inline http::RequestHead requestFor(const QByteArray &target, http::Method verb = http::Method::Get,
                                    const QByteArray &fields = {})
{
    http::RequestHead head;
    head.bytes = "GET " + target + " HTTP/1.1\r\n";
    head.method = {0, 3};
    head.target = {4, static_cast<quint32>(target.size())};
    head.verb = verb;
    const QList<QByteArray> lines = fields.isEmpty() ? QList<QByteArray>() : fields.split('\n');
    for (const QByteArray &line : lines) {
        const auto begin = static_cast<quint32>(head.bytes.size());
        const auto colon = static_cast<quint32>(line.indexOf(": "));
        head.fields.push_back(
            {{begin, colon}, {begin + colon + 2, static_cast<quint32>(line.size()) - colon - 2}});
        head.bytes += line + "\r\n";
    }
    head.bytes += "\r\n";
    return head;
}

inline QByteArray stepName(http::Step step)
{
    static const QByteArrayList names{
        "Decoded",   "Redirected", "Rewritten",  "Index",     "CleanUrl",    "Fallback",    "LookedFor",
        "Listed",    "ErrorPage",  "Encoded",    "Condition", "Range",       "Headers",     "NearCase",
        "NearAbove", "NearHtml",   "NearHidden", "NearLink",  "NearOutside", "NearListing", "NearPage"};
    return names.at(static_cast<int>(step));
}

/// A cache nothing is kept in, for one answer.
inline site::EncodedCache &scratchCache()
{
    static thread_local site::EncodedCache cache;
    return cache;
}

inline QByteArray contentOf(const site::FileSlice &slice)
{
    QByteArray bytes(slice.length, '\0');
    bytes.truncate(slice.file->read(bytes.data(), slice.offset, slice.length));
    return bytes;
}

/// The bytes a client would get. Content that is made while it is sent is made now, once.
inline QByteArray contentOf(const site::Body &body)
{
    if (const auto *bytes = std::get_if<QByteArray>(&body))
        return *bytes;
    if (const auto *slice = std::get_if<site::FileSlice>(&body))
        return contentOf(*slice);
    QByteArray all;
    if (const auto *pieces = std::get_if<site::Pieces>(&body)) {
        for (const auto &piece : *pieces) {
            const auto *bytes = std::get_if<QByteArray>(&piece);
            all += bytes ? *bytes : contentOf(std::get<site::FileSlice>(piece));
        }
    }
    if (const auto *source = std::get_if<std::unique_ptr<site::ContentSource>>(&body)) {
        for (auto next = (*source)->next(); next && !next->isEmpty(); next = (*source)->next())
            all += *next;
    }
    return all;
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

/// Rules without listings and with this change, for tests of what is not there.
inline site::SiteRules withoutListings(void (*change)(site::SiteRules &))
{
    site::SiteRules rules;
    rules.listing = false;
    change(rules);
    return rules;
}

inline std::shared_ptr<const site::Site> openSite(const QByteArray &root, site::SiteRules rules = {})
{
    rules.root = QFile::decodeName(root);
    auto opened = site::Site::open(std::move(rules));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().sentence));
    return *opened;
}

/// The steps of a reply, one a line: "Index index.html"; what the texts hold of the root's path is cut.
inline QByteArray stepsOf(const site::Reply &reply, const QByteArray &root)
{
    QByteArrayList steps;
    for (const http::Reason &reason : reply.reasons) {
        QByteArray text = reason.text;
        steps.append(stepName(reason.step) + ' ' + text.replace(root + '/', ""));
    }
    return steps.join('\n');
}
