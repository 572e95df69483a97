// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/redirectrule.h"

#include "http/grammar.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>

namespace site {
namespace {

using Words = std::span<const QByteArrayView>;

constexpr qsizetype longestTarget = 8 * 1024; // bytes; no server need take a longer one (RFC 9112 §3)
constexpr std::array redirectStatuses{301, 302, 303, 307, 308};

tl::unexpected<QString> problem(const char *sentence)
{
    return tl::unexpected(QCoreApplication::translate("site", sentence));
}

tl::unexpected<QString> problem(const char *sentence, QByteArrayView word)
{
    return tl::unexpected(QCoreApplication::translate("site", sentence).arg(QString::fromUtf8(word)));
}

/// Up to a word that starts with '#': the rest is a comment.
std::vector<QByteArrayView> wordsOf(QByteArrayView line)
{
    std::vector<QByteArrayView> words;
    while (!line.isEmpty() && !line.startsWith('#')) {
        const auto end = std::find_if(line.begin(), line.end(), http::grammar::isBlank);
        words.push_back(line.first(end - line.begin()));
        line = http::grammar::trimmed(line.sliced(words.back().size()));
    }
    return words;
}

bool isTarget(QByteArrayView word)
{
    const qsizetype scheme = word.indexOf(QByteArrayView("://"));
    return word.startsWith('/') || (scheme > 0 && !word.first(scheme).contains('='));
}

struct Parameter
{
    QByteArrayView key;
    QByteArrayView value;
};

Parameter parseParameter(QByteArrayView text)
{
    const qsizetype equal = text.indexOf('=');
    return equal < 0 ? Parameter{text, {}} : Parameter{text.first(equal), text.sliced(equal + 1)};
}

/// As forms encode it.
QByteArray decoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray().replace('+', ' '));
}

tl::expected<std::vector<ParameterMatch>, QString> parseParameters(Words words)
{
    std::vector<ParameterMatch> matches;
    for (const QByteArrayView word : words) {
        const auto [key, value] = parseParameter(word);
        if (key.isEmpty() || key.size() == word.size())
            return problem(QT_TRANSLATE_NOOP("site", "%1 is neither a target nor a parameter like id=:id."),
                           word);
        const QByteArrayView name = value.startsWith(':') ? value.sliced(1) : QByteArrayView();
        if (!name.isEmpty() && endOfName(name) == name.size())
            matches.push_back({decoded(key), {}, name.toByteArray()});
        else
            matches.push_back({decoded(key), decoded(value), {}});
    }
    return matches;
}

struct Status
{
    int number = 301;
    bool force = false;
};

/// What is behind the target: the status, and conditions, of which none can be decided here.
tl::expected<Status, QString> parseStatus(Words words)
{
    for (const QByteArrayView word : words) {
        if (word.contains('='))
            return problem(
                QT_TRANSLATE_NOOP("site", "The condition %1 cannot be decided here: the rule is ignored."),
                word);
    }
    if (words.empty())
        return Status();
    if (words.size() > 1)
        return problem(QT_TRANSLATE_NOOP("site", "There is more behind the status: %1"), words[1]);
    QByteArray number = words.front().toByteArray();
    const bool force = number.endsWith('!');
    number.chop(force ? 1 : 0);
    const Status status{number.toInt(), force};
    if (number.size() != 3 || !(isRedirect(status.number) || status.number == 200 || status.number == 404))
        return problem(
            QT_TRANSLATE_NOOP("site",
                              "%1 is no status for a rule: use 301, 302, 303, 307, 308, 200 or 404, "
                              "with ! behind it to apply it to files too."),
            words.front());
    return status;
}

/// The query without the parameters asked for, which become captures; nothing when one is not there.
std::optional<QByteArray> takeParameters(std::vector<ParameterMatch> wanted, const QByteArray &query,
                                         Captures &captures)
{
    if (wanted.empty())
        return query;
    QByteArray rest;
    for (const QByteArray &text : query.split('&')) {
        const auto [rawKey, rawValue] = parseParameter(text);
        const QByteArray key = decoded(rawKey);
        const QByteArray value = decoded(rawValue);
        const auto match = std::find_if(wanted.begin(), wanted.end(), [&](const ParameterMatch &each) {
            return each.key == key && (each.name.isEmpty() ? each.value == value : !value.isEmpty());
        });
        if (match == wanted.end()) {
            rest += (rest.isEmpty() ? "" : "&") + text;
            continue;
        }
        if (!match->name.isEmpty())
            captures.push_back({match->name, value});
        wanted.erase(match);
    }
    return wanted.empty() ? std::optional(rest) : std::nullopt;
}

/// True when a rule that files do not stop would lead from one address to the next without end.
bool isEndless(const RedirectRule &rule)
{
    constexpr int mostHops = 20; // as many as browsers follow
    QByteArray path = rule.from.example();
    for (int hop = 0; hop < mostHops; ++hop) {
        const auto target = rule.targetFor(path, {});
        const auto next = target ? requestAt(*target) : std::nullopt;
        if (!next || next->path == path)
            return false;
        path = next->path;
    }
    return true;
}

/// What only the whole rule can tell.
tl::expected<RedirectRule, QString> checked(RedirectRule rule)
{
    if (!isRedirect(rule.status)) {
        if (rule.to.place() == RedirectTarget::Place::Elsewhere)
            return problem(QT_TRANSLATE_NOOP(
                "site",
                "Pages of another server are not fetched: a rule with 200 or 404 needs a target here."));
        if (rule.to.hasFragment())
            return problem(QT_TRANSLATE_NOOP(
                "site", "A page served in place has no fragment: leave out the # and what follows it."));
        const auto example = rule.targetFor(rule.from.example(), {});
        if (example && !requestAt(*example))
            return problem(QT_TRANSLATE_NOOP("site", "The target is no address of this site."));
    } else if (rule.force && isEndless(rule)) {
        return problem(QT_TRANSLATE_NOOP("site", "The rule leads to itself without end and is ignored."));
    }
    return rule;
}

} // namespace

bool isRedirect(int status)
{
    return std::find(redirectStatuses.begin(), redirectStatuses.end(), status) != redirectStatuses.end();
}

std::optional<http::Target> requestAt(QByteArrayView target)
{
    const qsizetype fragment = target.indexOf('#');
    auto request = http::parseTarget(fragment < 0 ? target : target.first(fragment));
    if (!request || request->form != http::TargetForm::Origin)
        return std::nullopt;
    return *std::move(request);
}

std::optional<QByteArray> RedirectRule::targetFor(QByteArrayView path, const QByteArray &query) const
{
    auto captures = from.match(path);
    if (!captures)
        return std::nullopt;
    const auto rest = takeParameters(parameters, query, *captures);
    if (!rest)
        return std::nullopt;
    QByteArray target = to.filled(*captures, *rest);
    return target.size() <= longestTarget ? std::optional(std::move(target)) : std::nullopt;
}

tl::expected<RedirectRule, QString> parseRedirect(QByteArrayView line)
{
    const std::vector<QByteArrayView> words = wordsOf(line);
    const auto from = AddressPattern::parse(words.empty() ? QByteArrayView() : words.front());
    if (!from)
        return tl::unexpected(from.error());
    const auto to = std::find_if(words.begin() + 1, words.end(), isTarget);
    const auto parameters = parseParameters(Words(words.begin() + 1, to));
    if (!parameters)
        return tl::unexpected(parameters.error());
    if (to == words.end())
        return problem(QT_TRANSLATE_NOOP("site", "The rule has no target: write where it leads."));
    const auto status = parseStatus(Words(to + 1, words.end()));
    if (!status)
        return tl::unexpected(status.error());

    QList<QByteArray> names = from->names();
    for (const ParameterMatch &parameter : *parameters)
        names.append(parameter.name);
    const auto target = RedirectTarget::parse(*to, names);
    if (!target)
        return tl::unexpected(target.error());
    return checked({*from, *parameters, *target, status->number, status->force});
}

} // namespace site
