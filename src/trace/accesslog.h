// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <optional>

namespace trace {

enum class LogFormat : quint8 {
    Common, ///< Apache: %h %l %u %t "%r" %>s %b
    Combined, ///< the same with "%{Referer}i" "%{User-agent}i"
    Json, ///< one object a line
    Console, ///< what the article prints, see consoleLines()
};

/// "common", "combined", "json", "console"; nothing for another name.
[[nodiscard]] std::optional<LogFormat> logFormat(QByteArrayView name);

/// Text from a client made safe for one log line: '"' and '\' get a backslash, white space is C-style, every other byte
/// outside 0x20–0x7e becomes \xhh (as Apache's mod_log_config does).
[[nodiscard]] QByteArray escaped(QByteArrayView text);

/// The access log's lines for one record in that format, each ended by '\n'. Empty for records that have no line:
/// Common, Combined and Json log exchanges that have ended; Console also logs connections that came and went.
[[nodiscard]] QByteArray logLines(const Record &record, LogFormat format);

/// One line of the article's console and which kind it is.
struct ConsoleLine
{
    enum class Kind : quint8 {
        Arrived, ///< "----2": a client arrived
        Request, ///< the request line
        Path, ///< the file on disk
        Status, ///< 200, 404 …
        Handled, ///< "----4": handled, and closed or kept
    };
    Kind kind;
    QByteArray text; ///< escaped, without line end
    quint64 connection = 0;
    quint64 exchange = 0; ///< 0 for Arrived
    int status = 0; ///< of the exchange; 0 when none
};

/// What the article would have printed for this record. A connection gives its arrival once (when its record is first
/// seen: the caller says so), an exchange that has ended gives its lines.
[[nodiscard]] std::vector<ConsoleLine> consoleLines(const ConnectionRecord &connection);
[[nodiscard]] std::vector<ConsoleLine> consoleLines(const Exchange &exchange);

} // namespace trace
