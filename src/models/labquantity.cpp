// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labquantity.h"

#include "models/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace models {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::labquantity)
};

/// Three figures at most behind which nobody looks: "5,012", "46", "1.1", "0.02".
QString figure(double number, const QLocale &locale)
{
    const double size = std::abs(number);
    return locale.toString(number, 'f', size >= 9.95 || size == 0 ? 0 : size >= 0.095 ? 1 : 2);
}

/// Before "idle clients".
QString clients(int idle, const QLocale &locale)
{
    return idle == 0 ? Text::tr("no") : format::count(idle, locale);
}

const lab::Point *pointAt(const lab::Series &series, int idle)
{
    const auto found = std::find_if(series.points.begin(), series.points.end(),
                                    [idle](const lab::Point &point) { return point.idle == idle; });
    return found == series.points.end() ? nullptr : &*found;
}

/// Empty when every answer was right.
QString wrongAnswers(const std::vector<lab::Series> &series, const QLocale &locale)
{
    for (const lab::Series &one : series) {
        for (const lab::Point &point : one.points) {
            if (point.wrong > 0)
                return Text::tr("%1 gave %2 wrong answers with %3 idle clients: do not trust its figures.")
                    .arg(lab::name(one.loop), format::count(point.wrong, locale),
                         clients(point.idle, locale));
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
        parts += parts.isEmpty() ? Text::tr("%1 took %2 for an answer with %3 idle clients")
                                       .arg(lab::name(one.loop), took, clients(idle, locale))
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
        parts += parts.isEmpty()
            ? Text::tr("%1 took %2 × as long for an answer with %3 idle clients as with %4")
                  .arg(lab::name(one.loop), times, clients(most, locale), few)
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
            sentences += Text::tr("%1 answered nobody with %2 idle clients.")
                             .arg(lab::name(one.loop), clients(idle, locale));
    }
    return sentences.join(u' ');
}

} // namespace

double value(const lab::Point &point, LabQuantity quantity)
{
    constexpr double nsPerUs = 1000;
    if (quantity == LabQuantity::Rate)
        return point.responsesPerSecond;
    if (point.responses == 0)
        return unknown;
    const auto times
        = [](std::optional<double> number, double factor) { return number ? *number * factor : unknown; };
    switch (quantity) {
    case LabQuantity::Median: return times(point.p50Us, nsPerUs);
    case LabQuantity::Slow: return times(point.p99Us, nsPerUs);
    case LabQuantity::Cpu: return times(point.cpuUs, nsPerUs);
    case LabQuantity::Calls: return times(point.systemCalls, 1);
    case LabQuantity::Rate:
    case LabQuantity::Useless: break;
    }
    return times(point.useless, 1);
}

QString text(double value, LabQuantity quantity, const QLocale &locale)
{
    if (std::isnan(value))
        return format::duration(-1, locale);
    switch (quantity) {
    case LabQuantity::Median:
    case LabQuantity::Slow:
    case LabQuantity::Cpu: return format::duration(qint64(value), locale);
    case LabQuantity::Rate: return Text::tr("%1/s").arg(figure(value, locale));
    case LabQuantity::Calls:
    case LabQuantity::Useless: break;
    }
    return figure(value, locale);
}

QString heading(LabQuantity quantity)
{
    switch (quantity) {
    case LabQuantity::Median: return Text::tr("Answer, p50");
    case LabQuantity::Slow: return Text::tr("Answer, p99");
    case LabQuantity::Rate: return Text::tr("Answers/s");
    case LabQuantity::Cpu: return Text::tr("CPU");
    case LabQuantity::Calls: return Text::tr("System calls");
    case LabQuantity::Useless: break;
    }
    return Text::tr("In vain");
}

QString explanation(LabQuantity quantity)
{
    switch (quantity) {
    case LabQuantity::Median:
        return Text::tr("From connecting to the last byte; half of the answers took less");
    case LabQuantity::Slow:
        return Text::tr("From connecting to the last byte; one answer in a hundred took more");
    case LabQuantity::Rate: return Text::tr("Answers that came in a second, all of them right");
    case LabQuantity::Cpu: return Text::tr("Time that the server’s thread computed for one answer");
    case LabQuantity::Calls: return Text::tr("What the server’s thread asked the system for, for one answer");
    case LabQuantity::Useless: break;
    }
    return Text::tr(
        "Sockets that were asked, or that the system was asked about, for nothing, for one answer");
}

QString sentence(lab::Loop loop, const lab::Point &point, const QLocale &locale)
{
    const auto of = [&](LabQuantity quantity) { return text(value(point, quantity), quantity, locale); };
    return Text::tr(
               "%1 with %2 idle clients: %3 for an answer, p99 %4, %5, CPU %6, %7 system calls, %8 in vain")
        .arg(lab::name(loop), clients(point.idle, locale), of(LabQuantity::Median), of(LabQuantity::Slow),
             of(LabQuantity::Rate), of(LabQuantity::Cpu), of(LabQuantity::Calls), of(LabQuantity::Useless));
}

QStringList reading(const std::vector<lab::Series> &series, int idle,
                    const std::vector<LabQuantity> &quantities, const QLocale &locale)
{
    QStringList loops;
    for (const lab::Series &one : series) {
        const lab::Point *point = pointAt(one, idle);
        QStringList values;
        for (const LabQuantity quantity : quantities) {
            const QString words = text(point ? value(*point, quantity) : unknown, quantity, locale);
            values += quantity == LabQuantity::Slow ? Text::tr("p99 %1").arg(words) : words;
        }
        loops += Text::tr("%1 %2").arg(lab::name(one.loop), values.join(QStringLiteral(", ")));
    }
    return loops;
}

QString withIdle(int idle, const QLocale &locale)
{
    return Text::tr("with %1 idle clients").arg(clients(idle, locale));
}

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
