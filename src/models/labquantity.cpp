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

} // namespace

QString figure(double number, const QLocale &locale)
{
    const double size = std::abs(number);
    return locale.toString(number, 'f', size >= 9.95 || size == 0 ? 0 : size >= 0.095 ? 1 : 2);
}

QString idleClients(int idle, const QLocale &locale)
{
    return idle == 0 ? Text::tr("no idle clients")
                     : Text::tr("%1 idle clients").arg(format::count(idle, locale));
}

const lab::Point *pointAt(const lab::Series &series, int idle)
{
    const auto found = std::find_if(series.points.begin(), series.points.end(),
                                    [idle](const lab::Point &point) { return point.idle == idle; });
    return found == series.points.end() ? nullptr : &*found;
}

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
    return Text::tr("%1 with %2: %3 for an answer, p99 %4, %5, CPU %6, %7 system calls, %8 in vain")
        .arg(lab::name(loop), idleClients(point.idle, locale), of(LabQuantity::Median), of(LabQuantity::Slow),
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
    return Text::tr("with %1").arg(idleClients(idle, locale));
}

} // namespace models
