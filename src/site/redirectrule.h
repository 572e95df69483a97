// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/target.h"
#include "site/addresspattern.h"
#include "site/redirecttarget.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>

#include <optional>
#include <vector>

namespace site {

/// A query parameter a rule asks for: "id=:id" or "id=7".
struct ParameterMatch
{
    QByteArray key;   ///< decoded
    QByteArray value; ///< decoded; what it must be, where there is no name
    QByteArray name;  ///< what any value that is not empty is captured as
};

/// One line of _redirects. A value without a thread.
struct RedirectRule
{
    AddressPattern from;
    std::vector<ParameterMatch> parameters; ///< all must be there
    RedirectTarget to;
    int status = 301;
    bool force = false;

    /// Where a request for this decoded path and this query is led; nothing when the rule is not for it,
    /// or when that is longer than 8 KiB. Parameters the rule asks for are used up, the others are passed on.
    [[nodiscard]] std::optional<QByteArray> targetFor(QByteArrayView path, const QByteArray &query) const;
};

/// True for 301, 302, 303, 307 and 308; 200 and 404 serve another file in place.
[[nodiscard]] bool isRedirect(int status);

/// What a client that follows the target asks this site for; nothing when it leads elsewhere or nowhere.
[[nodiscard]] std::optional<http::Target> requestAt(QByteArrayView target);

/// Reads a line that says something; fails with one plain sentence that says why the rule is left out.
[[nodiscard]] tl::expected<RedirectRule, QString> parseRedirect(QByteArrayView line);

} // namespace site
