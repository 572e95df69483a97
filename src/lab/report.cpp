// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lab {

namespace {

constexpr int idleWidth = 7, cellWidth = 11;

struct Lab
{
    Q_DECLARE_TR_FUNCTIONS(lab)
};

/// Three significant digits are what such a measurement is good for.
QString number(double value)
{
    return QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
}

QString header(const Result &result)
{
    QString names(idleWidth, u' '), units = Lab::tr("idle").rightJustified(idleWidth);
    for (const Series &series : result.loops) {
        names += series.name.rightJustified(2 * cellWidth);
        units += Lab::tr("CPU µs").rightJustified(cellWidth) + Lab::tr("wait µs").rightJustified(cellWidth);
    }
    return names + u'\n' + units + u'\n';
}

QString row(const Result &result, size_t index)
{
    QString text = QString::number(result.loops.front().points[index].idle).rightJustified(idleWidth);
    for (const Series &series : result.loops) {
        const Point &point = series.points[index];
        text += number(point.cpuMicroseconds).rightJustified(cellWidth)
            + number(point.latencyMicroseconds).rightJustified(cellWidth);
    }
    return text + u'\n';
}

QString wrongAnswers(const Result &result)
{
    QString text;
    for (const Series &series : result.loops) {
        for (const Point &point : series.points) {
            if (point.wrong > 0)
                text += Lab::tr("WRONG: %1 at %2 idle clients gave %3 wrong answers beside %4 right ones.\n")
                            .arg(series.name)
                            .arg(point.idle)
                            .arg(point.wrong)
                            .arg(point.responses);
        }
    }
    return text;
}

QJsonObject object(const Point &point)
{
    return {{QStringLiteral("idle"), point.idle},
            {QStringLiteral("responses"), point.responses},
            {QStringLiteral("wrong"), point.wrong},
            {QStringLiteral("cpu_us_per_response"), point.cpuMicroseconds},
            {QStringLiteral("latency_median_us"), point.latencyMicroseconds}};
}

} // namespace

bool Result::isCorrect() const
{
    return std::all_of(loops.begin(), loops.end(), [](const Series &series) {
        return std::all_of(series.points.begin(), series.points.end(),
                           [](const Point &p) { return p.wrong == 0; });
    });
}

QString table(const Result &result)
{
    QString text = Lab::tr("CPU time of the server for each response, and how long a client waits (median).\n"
                           "%1 clients ask, one connection for each request; the others are idle.\n\n")
                       .arg(result.options.active)
        + header(result);
    for (size_t i = 0; i < result.loops.front().points.size(); ++i)
        text += row(result, i);
    for (const QString &remark : result.remarks)
        text += u'\n' + remark + u'\n';
    const QString wrong = wrongAnswers(result);
    return text + u'\n' + (wrong.isEmpty() ? Lab::tr("Every answer was right, byte for byte.\n") : wrong);
}

QByteArray json(const Result &result)
{
    QJsonArray loops;
    for (const Series &series : result.loops) {
        QJsonArray points;
        for (const Point &point : series.points)
            points.append(object(point));
        loops.append(QJsonObject{{QStringLiteral("key"), series.key},
                                 {QStringLiteral("name"), series.name},
                                 {QStringLiteral("points"), points}});
    }
    const QJsonObject whole{{QStringLiteral("active"), result.options.active},
                            {QStringLiteral("duration_ms"), qint64(result.options.duration.count())},
                            {QStringLiteral("loops"), loops},
                            {QStringLiteral("remarks"), QJsonArray::fromStringList(result.remarks)}};
    return QJsonDocument(whole).toJson();
}

} // namespace lab
