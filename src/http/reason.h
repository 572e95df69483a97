// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace http {

/// One step on the way from a request to its status. Steps come in the order in which they were taken, the
/// near misses of a 404 last.
enum class Step : quint8 {
    Decoded,     ///< the path, percent-decoded and normalised, where it differs from the one received
    Redirected,  ///< a line of the redirects; text: "_redirects:12: /old /new 301"
    Rewritten,   ///< the same, served under the address that was asked for
    Index,       ///< text: the index file's path on disk
    CleanUrl,    ///< /about is about.html; text: the path on disk
    Fallback,    ///< the single-page fallback; text: the path on disk
    LookedFor,   ///< nothing to send was there; text: the path on disk
    Listed,      ///< the folder was listed; text: the path on disk
    ErrorPage,   ///< the folder's own page for this status; text: the path on disk
    Encoded,     ///< sent compressed; text: "br, from logo.svg.br" or "gzip, made now"
    Condition,   ///< a conditional field decided; text: the field's name
    Range,       ///< part of it was asked for; text: the field's value
    Headers,     ///< fields were added or taken away; text: "_headers:3: /*"
    NearCase,    ///< near miss: upper and lower case differ; text: the address that exists
    NearAbove,   ///< near miss: the same name one folder up; text: its address
    NearHtml,    ///< near miss: there is one with .html; text: its address
    NearHidden,  ///< near miss: it is there, but the dot-file rule hides it; text: its address
    NearLink,    ///< near miss: it is there, but no symbolic link is followed; text: its address
    NearOutside, ///< near miss: a symbolic link leads out of the folder; text: its address
    NearListing, ///< near miss: a folder without an index file, and listings are off; text: its address
    NearPage,    ///< near miss: an index.html could answer, but there is no fallback; text: its address
};

struct Reason
{
    Step step = Step::Decoded;
    QByteArray text; ///< bytes, as the disk or the client spells them

    friend bool operator==(const Reason &, const Reason &) = default;
};

using Reasons = std::vector<Reason>;

/// One plain sentence for the person at the window: "/Img/logo.png exists: upper and lower case differ."
[[nodiscard]] QString sentence(const Reason &reason);

} // namespace http
