// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filternames.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace trace {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
};

/// Another name for a key, as the browsers' tools or habit have it.
struct OtherName
{
    QLatin1StringView name;
    FilterKey key;
    std::optional<Relation> sign; ///< that the name itself says
};

constexpr std::array otherNames{
    OtherName{QLatin1StringView("larger-than"), FilterKey::Size, Relation::GreaterOrEqual},
    OtherName{QLatin1StringView("smaller-than"), FilterKey::Size, Relation::Less},
    OtherName{QLatin1StringView("status"), FilterKey::Status, {}},
    OtherName{QLatin1StringView("type"), FilterKey::MimeType, {}},
    OtherName{QLatin1StringView("host"), FilterKey::Domain, {}},
    OtherName{QLatin1StringView("remote-ip"), FilterKey::Client, {}},
    OtherName{QLatin1StringView("ttfb"), FilterKey::Wait, {}},
};

constexpr std::array aliases{
    FilterAlias{QLatin1StringView("m"), FilterKey::Method, {}, false},
    FilterAlias{QLatin1StringView("c"), FilterKey::Status, {}, false},
    FilterAlias{QLatin1StringView("u"), FilterKey::Url, {}, false},
    FilterAlias{QLatin1StringView("d"), FilterKey::Domain, {}, false},
    FilterAlias{QLatin1StringView("h"), FilterKey::Header, {}, false},
    FilterAlias{QLatin1StringView("hq"), FilterKey::RequestHeader, {}, false},
    FilterAlias{QLatin1StringView("hs"), FilterKey::ResponseHeader, {}, false},
    FilterAlias{QLatin1StringView("t"), FilterKey::MimeType, {}, false},
    FilterAlias{QLatin1StringView("b"), FilterKey::Body, {}, false},
    FilterAlias{QLatin1StringView("src"), FilterKey::Peer, {}, false},
    FilterAlias{QLatin1StringView("s"), FilterKey::Is, QLatin1StringView("answered"), false},
    FilterAlias{QLatin1StringView("q"), FilterKey::Is, QLatin1StringView("answered"), true},
    FilterAlias{QLatin1StringView("e"), FilterKey::Is, QLatin1StringView("broken"), false},
};

template <typename Names>
auto named(const Names &names, QStringView wanted)
{
    return std::find_if(names.begin(), names.end(), [wanted](const auto &entry) {
        return wanted.compare(entry.name, Qt::CaseInsensitive) == 0;
    });
}

/// How many letters have to be put in, left out or changed (Levenshtein).
size_t distance(QStringView a, QLatin1StringView b)
{
    std::vector<size_t> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), size_t(0));
    for (const QChar letter : a) {
        size_t diagonal = std::exchange(row[0], row[0] + 1);
        for (qsizetype i = 0; i < b.size(); ++i) {
            const size_t changed = diagonal + (letter.toLower() == QChar(b[i]) ? 0 : 1);
            diagonal = row[size_t(i) + 1];
            row[size_t(i) + 1] = std::min({changed, diagonal + 1, row[size_t(i)] + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<KeyName> keyNamed(QStringView name)
{
    if (name.isEmpty())
        return std::nullopt;
    if (const auto known = named(filterKeys(), name); known != filterKeys().end())
        return KeyName{known->key, std::nullopt};
    const auto other = named(otherNames, name);
    return other == otherNames.end() ? std::nullopt : std::optional(KeyName{other->key, other->sign});
}

QString noSuchKey(QStringView name)
{
    struct Candidate
    {
        QLatin1StringView name;
        size_t distance;
    };
    Candidate nearest{{}, 4}; // further than that is another word
    const auto consider = [&](QLatin1StringView candidate) {
        const size_t away = candidate.isEmpty() ? nearest.distance : distance(name, candidate);
        if (away < nearest.distance && away < size_t(name.size()))
            nearest = {candidate, away};
    };
    for (const FilterKeyInfo &info : filterKeys())
        consider(info.name);
    for (const OtherName &other : otherNames)
        consider(other.name);
    if (nearest.name.isEmpty())
        return Text::tr("There is no key %1; among those there are method, path, status-code, client, size, "
                        "duration "
                        "and is. To look for the text itself, put it in quotes.")
            .arg(name);
    return Text::tr("There is no key %1. Write %2, or put it in quotes to look for the text itself.")
        .arg(name, nearest.name);
}

std::optional<FilterAlias> aliasNamed(QStringView name)
{
    const auto alias = named(aliases, name);
    return alias == aliases.end() ? std::nullopt : std::optional(*alias);
}

} // namespace trace
