// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/console.h"
#include "trace/records.h"

#include <limits>
#include <optional>

namespace trace {

/// Common and Combined are Apache's (mod_log_config), in local time with English months:
///     %h %l %u %t "%r" %>s %b            and for Combined also  "%{Referer}i" "%{User-agent}i"
/// What is not there is "-": the request line when none was received whole, the status when nothing was
/// answered, the size when it is 0. %b is the size of the response's content, not what the client took of it.
///
/// Json is one object a line, in UTF-8, its keys always the same and in this order (null: not known):
///     time         first byte of the request, "2011-09-18T23:18:28.123Z"
///     client       numeric address           port      the client's, a number
///     connection   its number in this run    request   the nth on its connection, from 1
///     method, target, version                as received; null when the request was not understood
///     received     first line of what was received when it was not understood, else null
///     status       number, null when nothing was answered
///     length       content bytes of the response       bytes  those that were taken by the kernel
///     duration_us  from the first byte in to the last byte out
///     outcome      see word(Outcome)         why       one sentence
///     referer, user_agent                    as received, or null
///
/// Console is what the article prints, see console.h.
enum class LogFormat : quint8 { Common, Combined, Json, Console };

/// "common", "combined", "json", "console"; nothing for another name.
[[nodiscard]] std::optional<LogFormat> logFormat(QByteArrayView name);

/// Text from a client made safe for one log line: '"' and '\' get a backslash, white space is C-style, every
/// other byte outside 0x20–0x7e becomes \xhh (as Apache's mod_log_config does).
[[nodiscard]] QByteArray escaped(QByteArrayView text);

/// Turns the records of one run, in the order they come, into the lines of an access log. A plain object in
/// use by one thread.
class LogFormatter
{
public:
    explicit LogFormatter(LogFormat format)
        : m_format(format)
    {
    }

    /// Appends the lines this record gives, each ended by '\n', and returns how many. Exchanges that still
    /// run give none, connections only with Console.
    int append(QByteArray &out, const Record &record);

private:
    int appendConsole(QByteArray &out, const Record &record);
    const QByteArray &second(qint64 msSinceEpoch);

    LogFormat m_format;
    Console m_console;
    qint64 m_second = std::numeric_limits<qint64>::min(); ///< that m_secondText stands for
    QByteArray m_secondText; ///< time as the format wants it; most lines share it with the one before
};

/// The lines of one record on its own.
[[nodiscard]] QByteArray logLines(const Record &record, LogFormat format);

} // namespace trace
