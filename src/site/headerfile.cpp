// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/headerfile.h"

#include "http/grammar.h"

#include <QCoreApplication>

#include <algorithm>

namespace site {
namespace {

/// The pattern in a line that is one, without scheme and host: the site has one host, whatever its name.
/// Empty in any other line.
QByteArray patternIn(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView scheme = line.first(std::max<qsizetype>(colon, 0));
    if (http::grammar::equals(scheme, "https") || http::grammar::equals(scheme, "http")) {
        const QByteArrayView rest = line.sliced(colon + 1);
        const qsizetype slash = rest.startsWith("//") ? rest.indexOf('/', 2) : -1;
        return slash < 0 ? QByteArray("/") : rest.sliced(slash).toByteArray();
    }
    return line.startsWith('/') ? line.toByteArray() : QByteArray();
}

tl::expected<void, QString> checkAddress(const QByteArray &address)
{
    if (std::ranges::any_of(address, http::grammar::isBlank))
        return tl::unexpected(QCoreApplication::translate(
            "site",
            "An address has a line to itself: write its fields on the lines below, with space before."));
    if (const auto known = AddressPattern::parse(address); !known)
        return tl::unexpected(known.error());
    return {};
}

/// "Name: value" or "! Name".
tl::expected<HeaderRule, QString> parseField(QByteArrayView line, const QByteArray &pattern)
{
    if (line.startsWith('!'))
        return HeaderRule{pattern, http::grammar::trimmed(line.sliced(1)).toByteArray(), {}};
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return tl::unexpected(QCoreApplication::translate(
            "site", "The line is neither an address that starts with '/' nor a field like \"Name: value\"."));
    HeaderRule rule{pattern, line.first(colon).toByteArray(),
                    http::grammar::trimmed(line.sliced(colon + 1)).toByteArray()};
    if (rule.value.isEmpty())
        return tl::unexpected(QCoreApplication::translate(
                                  "site", "%1 has no value: to take a field away, write ! before its name.")
                                  .arg(QString::fromUtf8(rule.name)));
    return rule;
}

} // namespace

HeaderFile HeaderFile::parse(QByteArrayView text)
{
    HeaderFile file;
    const RulesText read = readRulesText(text);
    file.m_problems = read.problems;
    const auto report = [&file](int line, const QString &sentence) {
        file.m_problems.append({line, sentence});
    };

    QByteArray pattern;
    QByteArray source;
    for (const RulesLine &line : read.lines) {
        if (const QByteArray address = patternIn(line.text); !address.isEmpty()) {
            const auto known = checkAddress(address);
            if (!known)
                report(line.number, known.error());
            pattern = known ? address : QByteArray();
            source = "_headers:" + QByteArray::number(line.number) + ": " + line.text.toByteArray();
        } else if (source.isEmpty()) {
            report(line.number,
                   QCoreApplication::translate("site", "The field stands before the first address."));
        } else if (!pattern.isEmpty()) {
            const auto rule = parseField(line.text, pattern).and_then([&source](const HeaderRule &field) {
                return fieldRule(field, source);
            });
            if (rule)
                file.m_rules.push_back(*rule);
            else
                report(line.number, rule.error());
        }
    }
    std::stable_sort(file.m_problems.begin(), file.m_problems.end(),
                     [](const RulesProblem &a, const RulesProblem &b) { return a.line < b.line; });
    return file;
}

} // namespace site
