// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterproposals.h"

#include "trace/filterwrite.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace models {

using trace::FilterKeyInfo;
using trace::FilterValue;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::proposals)
};

bool isBetween(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'|';
}

/// The word that the cursor stands in or behind; quotes may hold white space.
Proposals wordAt(const QString &text, qsizetype cursor)
{
    Proposals word;
    bool inQuotes = false;
    qsizetype at = 0;
    for (; at < cursor; ++at) {
        if (text[at] == u'\\' && inQuotes)
            ++at;
        else if (text[at] == u'"')
            inQuotes = !inQuotes;
        else if (!inQuotes && isBetween(text[at]))
            word.from = at + 1;
    }
    qsizetype end = cursor;
    while (end < text.size() && (inQuotes ? text[end] != u'"' : !isBetween(text[end])))
        ++end;
    if (inQuotes && end < text.size())
        ++end;
    while (word.from < cursor && (text[word.from] == u'-' || text[word.from] == u'!'))
        ++word.from;
    word.length = end - word.from;
    return word;
}

/// Those that begin with the text come before those that have it elsewhere.
void addKeys(QStringView text, std::vector<Proposal> &list)
{
    for (const bool atStart : {true, false}) {
        for (const FilterKeyInfo &info : trace::filterKeys()) {
            const QString name = info.name;
            const bool fits = name.startsWith(text, Qt::CaseInsensitive) == atStart
                && name.contains(text, Qt::CaseInsensitive);
            if (fits && !name.isEmpty())
                list.push_back({name + u':', name + u':', explanation(info)});
        }
    }
}

void addWords(const FilterKeyInfo &info, QStringView text, std::vector<Proposal> &list)
{
    for (const auto &word : trace::filterWords(info.key)) {
        if (word.name.contains(text, Qt::CaseInsensitive))
            list.push_back({info.name + (u':' + word.name), word.name, word.explanation});
    }
}

/// Values take the place of what stands behind the sign.
void addSeen(const FilterKeyInfo &info, QStringView text, const SeenValues &seen, std::vector<Proposal> &list)
{
    const QStringView sign = text.startsWith(u'=') ? text.first(1) : QStringView();
    QStringView value = text.sliced(sign.size());
    if (value.startsWith(u'"'))
        value = value.sliced(1);
    for (const auto &entry : seen.matching(info.key, value, qsizetype(mostProposals))) {
        const QString times = entry.count == 1
            ? Text::tr("seen once")
            : Text::tr("seen %1 times").arg(QLocale().toString(entry.count));
        list.push_back(
            {info.name + (u':' + sign.toString()) + trace::quotedForFilter(entry.text), entry.text, times});
    }
}

/// How values of that kind are written.
std::vector<Proposal> forms(FilterValue value)
{
    switch (value) {
    case FilterValue::Status:
        return {{QStringLiteral("4xx"), {}, Text::tr("all from 400 to 499")},
                {QStringLiteral(">=400"), {}, Text::tr("400 or above")}};
    case FilterValue::Bytes:
        return {{QStringLiteral(">=10k"), {}, Text::tr("at least 10,000 bytes; k = 1000, Ki = 1024")},
                {QStringLiteral("<1Mi"), {}, Text::tr("below 1,048,576 bytes")}};
    case FilterValue::Span:
        return {{QStringLiteral(">=100ms"), {}, Text::tr("at least that; us, ms, s, min or h")},
                {QStringLiteral("<1s"), {}, Text::tr("below a second")}};
    case FilterValue::Number:
    case FilterValue::Amount:
        return {{QStringLiteral("1"), {}, Text::tr("a number")},
                {QStringLiteral(">1"), {}, Text::tr("above it; also >= < <= =")}};
    case FilterValue::Moment:
        return {{QStringLiteral(">=2026-05-04T14:03"), {}, Text::tr("from then on; local time")}};
    default: return {};
    }
}

void addForms(const FilterKeyInfo &info, QStringView text, std::vector<Proposal> &list)
{
    for (const Proposal &form : forms(info.value)) {
        if (form.text.startsWith(text))
            list.push_back({info.name + (u':' + form.text), form.text, form.explanation});
    }
}

} // namespace

Proposals proposalsAt(const QString &text, qsizetype cursor, const SeenValues *seen)
{
    Proposals proposals = wordAt(text, std::clamp<qsizetype>(cursor, 0, text.size()));
    const QStringView word
        = QStringView(text).sliced(proposals.from, std::max<qsizetype>(0, cursor - proposals.from));
    const auto colon = word.indexOf(u':');
    if (colon < 0) {
        if (!word.startsWith(u'"'))
            addKeys(word, proposals.list);
        return proposals;
    }
    const auto keys = trace::filterKeys();
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const FilterKeyInfo &info) {
        return word.first(colon).compare(info.name, Qt::CaseInsensitive) == 0;
    });
    if (key == keys.end())
        return proposals;
    const QStringView value = word.sliced(colon + 1);
    addWords(*key, value, proposals.list);
    if (seen)
        addSeen(*key, value, *seen, proposals.list);
    addForms(*key, value, proposals.list);
    if (proposals.list.size() > mostProposals)
        proposals.list.resize(mostProposals);
    return proposals;
}

} // namespace models
