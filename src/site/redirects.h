// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/redirectrule.h"
#include "site/rulestext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <vector>

namespace site {

/// What a line of _redirects makes of a request.
struct Redirection
{
    QByteArray target;  ///< filled in and percent-encoded, visible ASCII only: for a Location field or, with
                        ///< 200 and 404, for http::parseTarget() to say what is served in place
    int status = 301;   ///< 301, 302, 303, 307, 308, 200 or 404
    bool force = false; ///< also where the address asked for is a file
    int line = 0;       ///< from 1
    QByteArray text;    ///< the line as written
};

/// The rules of a _redirects file, in the language of the static hosts that read such files:
/// from [parameter=value …] to [status[!]]. Immutable; may be read from any thread at once.
class Redirects
{
public:
    /// Never fails: what cannot be understood or decided here is left out and becomes a problem. Reads up to
    /// rulesFileLimit bytes.
    [[nodiscard]] static Redirects parse(QByteArrayView text);

    /// The first rule for this decoded path and this query (http::Target); one that would lead to the very
    /// address asked for is passed over. Whether a file is there is for the caller to know.
    [[nodiscard]] std::optional<Redirection> find(const QByteArray &decodedPath,
                                                  const QByteArray &query) const;

    /// In the order of the lines.
    [[nodiscard]] const QList<RulesProblem> &problems() const { return m_problems; }

private:
    struct Line
    {
        RedirectRule rule;
        int number;
        QByteArray text;
    };
    std::vector<Line> m_lines;
    QList<RulesProblem> m_problems;
};

} // namespace site
