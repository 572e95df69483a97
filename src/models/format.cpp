// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace models::format {

namespace {

constexpr qint64 nsPerMs = 1000000;
constexpr qint64 nsPerSecond = 1000 * nsPerMs;

/// Texts of this page for the translators.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::format)
};

QString unknown()
{
    return QStringLiteral("–");
}

/// One digit behind the point below the limit, none from there on.
QString rounded(double value, double limit, const QLocale &locale)
{
    const bool tenths = std::round(value * 10) < limit * 10;
    return locale.toString(value, 'f', tenths ? 1 : 0);
}

/// "2 min 3 s": the larger unit and what is left in the smaller.
QString twoUnits(qint64 value, qint64 perLarge, const QString &text, const QLocale &locale)
{
    return text.arg(locale.toString(value / perLarge), locale.toString(value % perLarge));
}

QDateTime dateTime(qint64 ms, Qt::TimeSpec spec)
{
    return QDateTime::fromMSecsSinceEpoch(ms, spec);
}

/// What a person can see and nobody can be fooled by: no controls, no marks that turn the direction of the
/// text.
bool isPlain(const QString &text)
{
    const auto letters = text.toUcs4();
    return std::all_of(letters.cbegin(), letters.cend(),
                       [](char32_t c) { return c != QChar::ReplacementCharacter && QChar::isPrint(c); });
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = char(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

} // namespace

QString bytes(qint64 count, const QLocale &locale)
{
    static constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    if (count < 0)
        return unknown();
    if (count < 1000)
        return Text::tr("%1 B").arg(locale.toString(count));
    double value = double(count);
    size_t unit = 0;
    while (std::round(value * 10) >= 10000 && unit + 1 < units.size()) { // 999.95 would read 1000.0
        value /= 1000;
        ++unit;
    }
    return Text::tr("%1 %2").arg(locale.toString(value, 'f', 1), QLatin1StringView(units[unit]));
}

QString exactBytes(qint64 count, const QLocale &locale)
{
    if (count < 0)
        return unknown();
    return count == 1 ? Text::tr("1 byte") : Text::tr("%1 bytes").arg(locale.toString(count));
}

QString count(qint64 number, const QLocale &locale)
{
    return number < 0 ? unknown() : locale.toString(number);
}

QString duration(qint64 ns, const QLocale &locale)
{
    if (ns < 0)
        return unknown();
    const double ms = double(ns) / nsPerMs;
    if (ms < 0.9995)
        return Text::tr("%1 µs").arg(locale.toString(std::round(ms * 1000), 'f', 0));
    if (ms < 999.5)
        return Text::tr("%1 ms").arg(rounded(ms, 100, locale));
    const double seconds = ms / 1000;
    if (seconds < 59.95)
        return Text::tr("%1 s").arg(rounded(seconds, 60, locale));
    const qint64 whole = qint64(std::round(seconds));
    if (whole < 3600)
        return twoUnits(whole, 60, Text::tr("%1 min %2 s"), locale);
    if (whole < 24 * 3600)
        return twoUnits(whole / 60, 60, Text::tr("%1 h %2 min"), locale);
    return twoUnits(whole / 3600, 24, Text::tr("%1 d %2 h"), locale);
}

QString exactDuration(qint64 ns, const QLocale &locale)
{
    return ns < 0 ? unknown() : Text::tr("%1 ms").arg(locale.toString(double(ns) / nsPerMs, 'f', 6));
}

QString timeOfDay(qint64 ms, Qt::TimeSpec spec)
{
    return ms <= 0 ? unknown() : dateTime(ms, spec).toString(u"HH:mm:ss.zzz");
}

QString exactTime(qint64 ms, Qt::TimeSpec spec)
{
    if (ms <= 0)
        return unknown();
    // An offset instead of the zone's name: it is the same text in every language and can be sorted.
    const QDateTime time = dateTime(ms, spec);
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(u"yyyy-MM-dd HH:mm:ss.zzz t");
}

QString ago(qint64 ms, qint64 nowMs, const QLocale &locale)
{
    if (ms <= 0 || nowMs < ms)
        return unknown();
    const qint64 seconds = (nowMs - ms) / 1000;
    if (seconds < 1)
        return Text::tr("just now");
    if (seconds < 60)
        return Text::tr("%1 s ago").arg(locale.toString(seconds));
    if (seconds < 3600)
        return Text::tr("%1 min ago").arg(locale.toString(seconds / 60));
    if (seconds < 24 * 3600)
        return Text::tr("%1 h ago").arg(locale.toString(seconds / 3600));
    return Text::tr("%1 d ago").arg(locale.toString(seconds / (24 * 3600)));
}

QString byteRate(double perSecond, const QLocale &locale)
{
    if (!(perSecond >= 0))
        return unknown();
    return Text::tr("%1/s").arg(bytes(std::llround(perSecond), locale));
}

QString requestRate(double perSecond, const QLocale &locale)
{
    if (!(perSecond >= 0))
        return unknown();
    const bool whole = perSecond == std::floor(perSecond);
    return Text::tr("%1 req/s").arg(rounded(perSecond, whole ? 0 : 10, locale));
}

QString target(QByteArrayView target)
{
    QByteArray decoded;
    decoded.reserve(target.size());
    for (qsizetype at = 0; at < target.size(); ++at) {
        if (target[at] == '%' && at + 2 < target.size()) {
            const int high = hexDigit(target[at + 1]);
            const int low = hexDigit(target[at + 2]);
            const int byte = high * 16 + low;
            if (high >= 0 && low >= 0 && (byte == ' ' || byte >= 0x80)) {
                decoded.append(char(byte));
                at += 2;
                continue;
            }
        }
        decoded.append(target[at]);
    }
    const QString text = QString::fromUtf8(decoded);
    return isPlain(text) ? text : QString::fromLatin1(target);
}

} // namespace models::format
