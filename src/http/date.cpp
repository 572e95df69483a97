// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/date.h"

#include "http/grammar.h"

#include <array>
#include <chrono>

namespace http {

namespace {

using namespace std::chrono;

constexpr std::array<QByteArrayView, 7> dayNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                 "Thursday", "Friday", "Saturday"};
constexpr QByteArrayView monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec";

char *putTwo(char *out, unsigned value)
{
    *out++ = static_cast<char>('0' + value / 10);
    *out++ = static_cast<char>('0' + value % 10);
    return out;
}

char *put(char *out, QByteArrayView text)
{
    return std::copy(text.begin(), text.end(), out);
}

/// Reads a date from left to right; once something does not fit it stays failed.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_valid && m_rest.isEmpty(); }

    bool tryLiteral(QByteArrayView text)
    {
        if (!m_rest.startsWith(text))
            return false;
        m_rest = m_rest.sliced(text.size());
        return true;
    }

    void literal(QByteArrayView text) { m_valid = tryLiteral(text) && m_valid; }

    unsigned number(qsizetype digits)
    {
        unsigned value = 0;
        for (; digits > 0; --digits) {
            if (m_rest.isEmpty() || !grammar::is(m_rest.front(), grammar::Digit)) {
                m_valid = false;
                return 0;
            }
            value = value * 10 + static_cast<unsigned>(m_rest.front() - '0');
            m_rest = m_rest.sliced(1);
        }
        return value;
    }

    month monthName()
    {
        for (unsigned index = 0; index < 12; ++index) {
            if (tryLiteral(monthNames.sliced(index * 3, 3)))
                return month(index + 1);
        }
        m_valid = false;
        return month(0);
    }

    /// HH:MM:SS; 60 is a leap second (RFC 9110 §5.6.7).
    seconds timeOfDay()
    {
        const unsigned h = number(2);
        literal(":");
        const unsigned m = number(2);
        literal(":");
        const unsigned s = number(2);
        m_valid = m_valid && h < 24 && m < 60 && s <= 60;
        return hours(h) + minutes(m) + seconds(s);
    }

private:
    QByteArrayView m_rest;
    bool m_valid = true;
};

std::optional<qint64> join(const Reader &reader, year_month_day date, seconds time)
{
    if (!reader.atEnd() || !date.ok())
        return std::nullopt;
    return (sys_days(date).time_since_epoch() + time).count();
}

/// "06 Nov 1994 08:49:37 GMT", after the name of the day.
std::optional<qint64> readFixDate(Reader reader)
{
    const day dd(reader.number(2));
    reader.literal(" ");
    const month mm = reader.monthName();
    reader.literal(" ");
    const year yy(static_cast<int>(reader.number(4)));
    reader.literal(" ");
    const seconds time = reader.timeOfDay();
    reader.literal(" GMT");
    return join(reader, yy / mm / dd, time);
}

/// "06-Nov-94 08:49:37 GMT", the obsolete form of RFC 850.
std::optional<qint64> readRfc850Date(Reader reader)
{
    const day dd(reader.number(2));
    reader.literal("-");
    const month mm = reader.monthName();
    reader.literal("-");
    const int short_ = static_cast<int>(reader.number(2));
    reader.literal(" ");
    const seconds time = reader.timeOfDay();
    reader.literal(" GMT");
    return join(reader, year(short_ + (short_ < 70 ? 2000 : 1900)) / mm / dd, time);
}

/// "Nov  6 08:49:37 1994", the obsolete form of asctime().
std::optional<qint64> readAsctimeDate(Reader reader)
{
    const month mm = reader.monthName();
    reader.literal(" ");
    const day dd(reader.tryLiteral(" ") ? reader.number(1) : reader.number(2));
    reader.literal(" ");
    const seconds time = reader.timeOfDay();
    reader.literal(" ");
    const year yy(static_cast<int>(reader.number(4)));
    return join(reader, yy / mm / dd, time);
}

} // namespace

QByteArray formatDate(qint64 secondsSinceEpoch)
{
    const sys_seconds instant{seconds(secondsSinceEpoch)};
    const sys_days today = floor<days>(instant);
    const year_month_day date(today);
    const hh_mm_ss time(instant - today);
    const auto yy = static_cast<unsigned>(static_cast<int>(date.year()));

    QByteArray text(29, Qt::Uninitialized);
    char *out = text.data();
    out = put(out, dayNames[weekday(today).c_encoding()].first(3));
    out = put(out, ", ");
    out = putTwo(out, static_cast<unsigned>(date.day()));
    *out++ = ' ';
    out = put(out, monthNames.sliced((static_cast<unsigned>(date.month()) - 1) * 3, 3));
    *out++ = ' ';
    out = putTwo(out, yy / 100 % 100);
    out = putTwo(out, yy % 100);
    *out++ = ' ';
    out = putTwo(out, static_cast<unsigned>(time.hours().count()));
    *out++ = ':';
    out = putTwo(out, static_cast<unsigned>(time.minutes().count()));
    *out++ = ':';
    out = putTwo(out, static_cast<unsigned>(time.seconds().count()));
    put(out, " GMT");
    return text;
}

std::optional<qint64> parseDate(QByteArrayView text)
{
    Reader reader(text);
    for (const QByteArrayView name : dayNames) {
        if (reader.tryLiteral(name) && reader.tryLiteral(", "))
            return readRfc850Date(reader);
        if (!reader.tryLiteral(name.first(3)))
            continue;
        if (reader.tryLiteral(", "))
            return readFixDate(reader);
        if (reader.tryLiteral(" "))
            return readAsctimeDate(reader);
        break;
    }
    return std::nullopt;
}

} // namespace http
