// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labfinding.h"

#include "models/format.h"
#include "models/labquantity.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace models {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::labfinding)
};

/// Empty when every answer was right.
QString wrongAnswers(const std::vector<lab::Series> &series, const QLocale &locale)
{
    for (const lab::Series &one : series) {
        for (const lab::Point &point : one.points) {
            if (point.wrong > 0)
                return Text::tr("%1 gave %2 wrong answers with %3: do not trust its figures.")
                    .arg(lab::name(one.loop), format::count(point.wrong, locale),
                         idleClients(point.idle, locale));
        }
    }
    return {};
}

/// With one number of idle clients there is nothing that grows: what each loop took.
QString atOne(const std::vector<lab::Series> &series, int idle, const QLocale &locale)
{
    QStringList parts;
    for (const lab::Series &one : series) {
        const lab::Point *point = pointAt(one, idle);
        if (!point || !point->p50Us)
            continue;
        const QString took = text(value(*point, LabQuantity::Median), LabQuantity::Median, locale);
        parts += parts.isEmpty() ? Text::tr("%1 took %2 for an answer with %3")
                                       .arg(lab::name(one.loop), took, idleClients(idle, locale))
                                 : Text::tr("%1 %2").arg(lab::name(one.loop), took);
    }
    return parts.isEmpty() ? QString() : parts.join(QStringLiteral("; ")) + u'.';
}

/// Of the loops that answered with both numbers of idle clients.
QString growth(const std::vector<lab::Series> &series, int fewest, int most, const QLocale &locale)
{
    const QString few = fewest == 0 ? Text::tr("none") : format::count(fewest, locale);
    QStringList parts;
    for (const lab::Series &one : series) {
        const lab::Point *from = pointAt(one, fewest);
        const lab::Point *until = pointAt(one, most);
        if (!from || !until || from->p50Us.value_or(0) <= 0 || !until->p50Us)
            continue;
        const QString times = figure(*until->p50Us / *from->p50Us, locale);
        parts += parts.isEmpty() ? Text::tr("%1 took %2 × as long for an answer with %3 as with %4")
                                       .arg(lab::name(one.loop), times, idleClients(most, locale), few)
                                 : Text::tr("%1 %2 ×").arg(lab::name(one.loop), times);
    }
    return parts.isEmpty() ? QString() : parts.join(QStringLiteral("; ")) + u'.';
}

/// Of the loops that answered nobody with so many idle clients.
QString noAnswers(const std::vector<lab::Series> &series, int idle, const QLocale &locale)
{
    QStringList sentences;
    for (const lab::Series &one : series) {
        const lab::Point *point = pointAt(one, idle);
        if (point && point->responses == 0)
            sentences += Text::tr("%1 answered nobody with %2.")
                             .arg(lab::name(one.loop), idleClients(idle, locale));
    }
    return sentences.join(u' ');
}

} // namespace

QString finding(const std::vector<lab::Series> &series, const QLocale &locale)
{
    int fewest = std::numeric_limits<int>::max(), most = -1;
    for (const lab::Series &one : series) {
        for (const lab::Point &point : one.points) {
            fewest = std::min(fewest, point.idle);
            most = std::max(most, point.idle);
        }
    }
    if (most < 0)
        return Text::tr(
            "Run lets each loop answer the same clients while others stay silent, and measures what "
            "the silent ones cost.");
    if (QString wrong = wrongAnswers(series, locale); !wrong.isEmpty())
        return wrong;
    QStringList sentences{fewest == most ? atOne(series, most, locale) : growth(series, fewest, most, locale),
                          noAnswers(series, most, locale)};
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace models
