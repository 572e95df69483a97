// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/redirects.h"

#include <algorithm>

namespace site {
namespace {

/// True when a client that follows the target asks for the same address again.
bool isSameAddress(QByteArrayView target, const QByteArray &path, const QByteArray &query)
{
    const auto next = requestAt(target);
    return next && next->path == path && next->query == query;
}

} // namespace

Redirects Redirects::parse(QByteArrayView text)
{
    Redirects redirects;
    const RulesText read = readRulesText(text);
    redirects.m_problems = read.problems;
    for (const RulesLine &line : read.lines) {
        if (auto rule = parseRedirect(line.text))
            redirects.m_lines.push_back({*std::move(rule), line.number, line.text.toByteArray()});
        else
            redirects.m_problems.append({line.number, rule.error()});
    }
    std::stable_sort(redirects.m_problems.begin(), redirects.m_problems.end(),
                     [](const RulesProblem &a, const RulesProblem &b) { return a.line < b.line; });
    return redirects;
}

std::optional<Redirection> Redirects::find(const QByteArray &decodedPath, const QByteArray &query) const
{
    for (const Line &line : m_lines) {
        const auto target = line.rule.targetFor(decodedPath, query);
        if (!target || (isRedirect(line.rule.status) && isSameAddress(*target, decodedPath, query)))
            continue;
        return Redirection{*target, line.rule.status, line.rule.force, line.number, line.text};
    }
    return std::nullopt;
}

} // namespace site
