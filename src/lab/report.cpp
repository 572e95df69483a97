// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <array>

namespace lab {

namespace {

constexpr int idleWidth = 6, nameWidth = 18, cellWidth = 9; // with the gap, 80 columns

/// A measured value of a point: how files call it, how the table does.
struct Column
{
    const char *member;
    const char *heading;
    std::optional<double> (*value)(const Point &);
};
constexpr std::array<Column, 6> columns{{
    {"responses_per_second", QT_TRANSLATE_NOOP("lab", "answers/s"),
     [](const Point &p) { return std::optional(p.responsesPerSecond); }},
    {"cpu_us_per_response", QT_TRANSLATE_NOOP("lab", "CPU µs"), [](const Point &p) { return p.cpuUs; }},
    {"latency_p50_us", QT_TRANSLATE_NOOP("lab", "p50 µs"), [](const Point &p) { return p.p50Us; }},
    {"latency_p99_us", QT_TRANSLATE_NOOP("lab", "p99 µs"), [](const Point &p) { return p.p99Us; }},
    {"system_calls_per_response", QT_TRANSLATE_NOOP("lab", "calls"),
     [](const Point &p) { return p.systemCalls; }},
    {"useless_per_response", QT_TRANSLATE_NOOP("lab", "useless"), [](const Point &p) { return p.useless; }},
}};

/// The whole numbers of a point, before its columns.
struct Count
{
    const char *member;
    int Point::*value;
};
constexpr std::array<Count, 4> counts{{{"idle", &Point::idle},
                                       {"responses", &Point::responses},
                                       {"wrong", &Point::wrong},
                                       {"unanswered", &Point::unanswered}}};

/// Three significant digits are what such a measurement is good for; all of a large number's are easier to
/// read.
QString number(std::optional<double> value)
{
    if (!value)
        return QStringLiteral("-");
    return QString::number(*value, 'f', *value < 10 ? 2 : *value < 100 ? 1 : 0);
}

QString heading()
{
    QString text = Lab::tr("idle").rightJustified(idleWidth) + QStringLiteral("  ")
        + Lab::tr("loop").leftJustified(nameWidth);
    for (const Column &column : columns)
        text += Lab::tr(column.heading).rightJustified(cellWidth);
    return text + u'\n';
}

QString row(Loop loop, const Point &point)
{
    QString text = QString::number(point.idle).rightJustified(idleWidth) + QStringLiteral("  ")
        + name(loop).leftJustified(nameWidth);
    for (const Column &column : columns)
        text += number(column.value(point)).rightJustified(cellWidth);
    return text + u'\n';
}

/// The rows of one number of idle clients stand together: they are what is compared.
QString rows(const Result &result)
{
    size_t most = 0;
    for (const Series &series : result.loops)
        most = std::max(most, series.points.size());
    QString text;
    for (size_t i = 0; i < most; ++i) {
        for (const Series &series : result.loops) {
            if (i < series.points.size())
                text += row(series.loop, series.points[i]);
        }
        text += u'\n';
    }
    return text;
}

/// What the comparison is about, in one line for each loop.
QString growth(const Result &result)
{
    QString text;
    for (const Series &series : result.loops) {
        if (series.points.size() < 2)
            continue;
        const Point &few = series.points.front(), &many = series.points.back();
        if (few.idle < many.idle && few.cpuUs && many.cpuUs)
            text += Lab::tr("%1: %2 times the CPU beside %L3 idle clients as beside %L4.\n")
                        .arg(name(series.loop), number(*many.cpuUs / *few.cpuUs))
                        .arg(many.idle)
                        .arg(few.idle);
    }
    return text;
}

QString wrongAnswers(Loop loop, const Point &point)
{
    QString text;
    if (point.wrong > 0)
        text += Lab::tr("WRONG: %1 at %L2 idle clients: %L3 wrong answers, %L4 right ones.\n")
                    .arg(name(loop))
                    .arg(point.idle)
                    .arg(point.wrong)
                    .arg(point.responses);
    if (point.unanswered > 0 && loop != Loop::Blocking)
        text += Lab::tr("MISSING: %1 at %L2 idle clients: %L3 requests without an answer.\n")
                    .arg(name(loop))
                    .arg(point.idle)
                    .arg(point.unanswered);
    return text;
}

/// Whether the numbers can be trusted, last because it matters most.
QString verdict(const Result &result)
{
    QString wrong;
    bool isEmpty = true;
    for (const Series &series : result.loops) {
        for (const Point &point : series.points) {
            wrong += wrongAnswers(series.loop, point);
            isEmpty = false;
        }
    }
    return isEmpty || !wrong.isEmpty() ? wrong : Lab::tr("Every answer was right, byte for byte.\n");
}

/// Breaks a sentence where a terminal of 80 columns ends.
QString wrapped(const QString &sentence)
{
    QString text, line;
    const QStringList words = sentence.split(u' ');
    for (const QString &word : words) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > 80)
            text += std::exchange(line, {}) + u'\n';
        line += (line.isEmpty() ? QString() : QStringLiteral(" ")) + word;
    }
    return text + line + u'\n';
}

QJsonObject object(const Point &point)
{
    QJsonObject object;
    for (const Count &count : counts)
        object.insert(QLatin1String(count.member), point.*count.value);
    for (const Column &column : columns) {
        const auto value = column.value(point);
        object.insert(QLatin1String(column.member), value ? QJsonValue(*value) : QJsonValue());
    }
    return object;
}

} // namespace

bool Result::isCorrect() const
{
    return std::all_of(loops.begin(), loops.end(), [](const Series &series) {
        return std::all_of(series.points.begin(), series.points.end(), [&series](const Point &point) {
            return point.wrong == 0 && (point.unanswered == 0 || series.loop == Loop::Blocking);
        });
    });
}

QString table(const Result &result)
{
    QString text
        = wrapped(Lab::tr("%L1 clients ask, one connection for each request; the others are idle. CPU, "
                          "system calls and useless tries are the server's, for each answer.")
                      .arg(result.options.active))
        + u'\n' + heading() + rows(result);
    if (const QString lines = growth(result); !lines.isEmpty())
        text += lines + u'\n';
    for (const QString &remark : result.remarks)
        text += wrapped(remark);
    if (result.cancelled)
        text += Lab::tr("Cancelled: this is what was measured until then.\n");
    return text + verdict(result);
}

QByteArray json(const Result &result)
{
    QJsonArray loops;
    for (const Series &series : result.loops) {
        QJsonArray points;
        for (const Point &point : series.points)
            points.append(object(point));
        loops.append(QJsonObject{{QStringLiteral("key"), QString::fromLatin1(key(series.loop))},
                                 {QStringLiteral("name"), name(series.loop)},
                                 {QStringLiteral("points"), points}});
    }
    const QJsonObject whole{{QStringLiteral("active"), result.options.active},
                            {QStringLiteral("duration_ms"), qint64(result.options.duration.count())},
                            {QStringLiteral("cancelled"), result.cancelled},
                            {QStringLiteral("correct"), result.isCorrect()},
                            {QStringLiteral("loops"), loops},
                            {QStringLiteral("remarks"), QJsonArray::fromStringList(result.remarks)}};
    return QJsonDocument(whole).toJson();
}

QByteArray csv(const Result &result)
{
    QByteArray text("loop");
    for (const Count &count : counts)
        text.append(',').append(count.member);
    for (const Column &column : columns)
        text.append(',').append(column.member);
    text.append("\r\n");
    for (const Series &series : result.loops) {
        for (const Point &point : series.points) {
            text.append(key(series.loop));
            for (const Count &count : counts)
                text.append(',').append(QByteArray::number(point.*count.value));
            for (const Column &column : columns) {
                const auto value = column.value(point);
                text.append(',').append(value ? QByteArray::number(*value, 'g', 10) : QByteArray());
            }
            text.append("\r\n");
        }
    }
    return text;
}

} // namespace lab
