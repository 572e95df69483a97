// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/siterules.h"
#include "trace/records.h"

#include <QString>

#include <vector>

namespace gui {

/// A rule that would have answered a request, and can be switched on with one click.
enum class Fix : quint8 { None, OtherSpellings, CleanUrls, DotFiles, Listing, Links, Fallback };

/// One line of the way from a request to its status.
struct WhyLine
{
    enum class Kind : quint8 { Step, NearMiss, Limit, Answer };
    Kind kind = Kind::Step;
    QString label; ///< one word: "Address", "File"; empty for a step between
    QString text;
    Fix fix = Fix::None;
    QByteArray open; ///< an address that can be opened instead; empty: none

    friend bool operator==(const WhyLine &, const WhyLine &) = default;
};

/// The whole way, as received to as answered. Pure.
[[nodiscard]] std::vector<WhyLine> why(const trace::Exchange &exchange);

/// What the button of a fix says; the same words as in the site settings.
[[nodiscard]] QString label(Fix fix);
/// What was done, in one sentence.
[[nodiscard]] QString sentence(Fix fix);
[[nodiscard]] site::SiteRules withFix(site::SiteRules rules, Fix fix);
[[nodiscard]] site::SiteRules withoutFix(site::SiteRules rules, Fix fix);

} // namespace gui
