// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QSet>

namespace trace {

/// One line of the article's console and which kind it is:
///     ----2 127.0.0.1:52144
///     GET /index.html HTTP/1.1
///     /srv/html/index.html
///     200
///     ----4 handled, connection kept
struct ConsoleLine
{
    enum class Kind : quint8 {
        Arrived, ///< "----2": a client arrived
        Request, ///< the request line
        Path,    ///< the file on disk
        Status,  ///< 200, 404 …, and why when it did not end well
        Handled, ///< "----4": handled, and closed or kept
    };
    Kind kind;
    Record record; ///< of a connection or an exchange, of which it tells

    /// UTF-8 without line end; whatever does not print is escaped. Made anew each time: of many lines few are
    /// ever looked at.
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] quint64 connection() const;
    [[nodiscard]] quint64 exchange() const; ///< 0 for lines about the connection
    [[nodiscard]] int status() const;       ///< of the exchange; 0 when none
};

/// The arrival, and for a connection that ended without asking anything also its end. For the first record of
/// a connection only; Console below sees to that.
[[nodiscard]] std::vector<ConsoleLine> consoleLines(const ConnectionPtr &connection);
/// What the article would have printed for an exchange that has ended; nothing for one that runs.
[[nodiscard]] std::vector<ConsoleLine> consoleLines(const ExchangePtr &exchange);

/// The console of one run: fed with every record, it gives each line once, the arrival of a client before its
/// requests, whichever record comes first. A plain object in use by one thread.
class Console
{
public:
    [[nodiscard]] std::vector<ConsoleLine> lines(const Record &record);

private:
    [[nodiscard]] std::vector<ConsoleLine> lines(const ConnectionPtr &connection);
    [[nodiscard]] std::vector<ConsoleLine> lines(const ExchangePtr &exchange);

    QSet<quint64> m_arrived; ///< open connections whose arrival was given
};

/// The first line of what was received, without its line end: also when no request was understood.
[[nodiscard]] QByteArrayView receivedLine(const Exchange &exchange);

} // namespace trace
