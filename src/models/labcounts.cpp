// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labcounts.h"

#include "lab/lab.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace models {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::labcounts)
};

tl::expected<int, QString> countOf(const QString &word)
{
    bool isNumber = false;
    const int count = word.toInt(&isNumber);
    if (!isNumber && !word.isEmpty()
        && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }))
        return lab::mostIdle + 1; // more than an int holds is too many all the same
    if (!isNumber)
        return tl::unexpected(
            Text::tr("“%1” is no number of clients: write numbers with commas between, as in "
                     "0, 100, 1000.")
                .arg(word));
    if (word.size() > 1 && word.startsWith(u'0'))
        return tl::unexpected(Text::tr("Write a thousand as 1000: a comma stands between two numbers."));
    return count;
}

} // namespace

tl::expected<std::vector<int>, QString> idleCounts(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;\u3001\uff0c]+"));
    std::vector<int> counts;
    const QStringList words = text.split(between, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto count = countOf(word);
        if (!count)
            return tl::unexpected(count.error());
        if (*count < 0 || *count > lab::mostIdle)
            return tl::unexpected(Text::tr("%1 is out of reach: 0 to %L2 idle clients can be tried.")
                                      .arg(word)
                                      .arg(lab::mostIdle));
        counts.push_back(*count);
    }
    std::sort(counts.begin(), counts.end());
    counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
    if (counts.empty())
        return tl::unexpected(Text::tr("Say with how many idle clients to compare, as in 0, 100, 1000."));
    if (counts.size() > mostIdleCounts)
        return tl::unexpected(Text::tr("At most %1 different numbers, please.").arg(mostIdleCounts));
    return counts;
}

QString idleCountsText(const std::vector<int> &counts)
{
    QStringList words;
    for (const int count : counts)
        words += QString::number(count);
    return words.join(QStringLiteral(", "));
}

} // namespace models
