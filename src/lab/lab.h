// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <vector>

namespace lab {

/// What to compare. A value.
struct Options
{
    std::vector<int> idle = {0, 100, 1000, 5000}; ///< numbers of idle clients to measure at
    std::chrono::milliseconds duration{1000};     ///< of each point, without its preparation
    int active = 8; ///< clients that ask, one request on one connection after the other
    int mostResponses
        = 10'000; ///< a point ends early after that many, so that no run uses up the local ports
    std::function<void(const QString &)> progress; ///< told before each point; may be empty
};

/// What was measured for one loop at one number of idle clients.
struct Point
{
    int idle = 0;
    int responses = 0;              ///< that were right, byte for byte
    int wrong = 0;                  ///< that were not, or did not come
    double cpuMicroseconds = 0;     ///< of the server's thread, user and system, for each response
    double latencyMicroseconds = 0; ///< median, from before connect() to the end of the response
};

/// One loop's points, in the order of Options::idle.
struct Series
{
    QString key;  ///< "polling", "qt", "epoll"
    QString name; ///< for people
    std::vector<Point> points;
};

struct Result
{
    Options options;
    std::vector<Series> loops;
    QStringList remarks; ///< whole sentences a reader of the numbers must know

    /// Whether every answer was right.
    [[nodiscard]] bool isCorrect() const;
};

/// Runs the comparison and waits for it; the caller's thread is the clients' thread. Loopback only. Every
/// loop serves the same bytes the same way, one response and the end of the connection, on a thread of its
/// own:
///     polling  the article's loop: try accept(), then recv() on every client of the list, over and over
///     qt       QTcpServer and QTcpSocket on the event dispatcher that Qt chooses
///     epoll    the same on EpollDispatcher
/// Raises the limit of open descriptors as far as it may. The error is one sentence.
[[nodiscard]] tl::expected<Result, QString> run(const Options &options);

/// For people, on a terminal of 80 columns.
[[nodiscard]] QString table(const Result &result);
/// {"active", "duration_ms", "loops": [{"key", "name", "points": [{"idle", "responses", "wrong",
/// "cpu_us_per_response", "latency_median_us"}]}], "remarks": []}, ended by a line end.
[[nodiscard]] QByteArray json(const Result &result);

} // namespace lab
