// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace lab {

/// The loops that are compared, in the order of the story. Each serves the same answers, on a thread of its
/// own: one answer and the end of the connection.
enum class Loop : quint8 {
    Blocking, ///< one client at a time, where the article began: accept, receive, answer, close
    Polling,  ///< the article's loop: try accept(), then recv() on every client of the list, over and over
    Poll,     ///< QTcpServer and QTcpSocket on the event dispatcher that Qt chooses, which calls poll()
    Epoll,    ///< the same on EpollDispatcher
};
constexpr int loopCount = 4;

/// "blocking", "polling", "poll", "epoll": for command lines and files.
[[nodiscard]] QByteArray key(Loop loop);
/// For people; 18 characters or less in English.
[[nodiscard]] QString name(Loop loop);
/// The other way round; nothing when there is none of that key.
[[nodiscard]] std::optional<Loop> loopOf(QStringView key);

constexpr int mostIdle = 10'000;   ///< of Options::idle
constexpr int mostActive = 64;     ///< of Options::active
constexpr int mostTurnIdle = 1000; ///< of recordTurn()

/// What to compare. A value.
struct Options
{
    std::vector<Loop> loops = {Loop::Polling, Loop::Poll, Loop::Epoll};
    std::vector<int> idle = {0, 100, 1000, 5000}; ///< numbers of idle clients to measure at, to mostIdle
    std::chrono::milliseconds duration{2000};     ///< of each point, without its preparation
    int active = 8; ///< clients that ask, one request on one connection after the other; to mostActive
    int mostResponses = 50'000; ///< a point ends early after that many
};

/// What was measured for one loop at one number of idle clients. What could not be known is absent.
struct Point
{
    int idle = 0;
    int responses = 0;  ///< that were right, byte for byte
    int wrong = 0;      ///< that were not
    int unanswered = 0; ///< requests that were still waiting when the point was over
    double responsesPerSecond = 0;
    std::optional<double> cpuUs; ///< of the server's thread, user and system, for each response
    std::optional<double> p50Us; ///< from before connect() to the end of the response, median
    std::optional<double> p99Us; ///< the same, of the slowest in a hundred
    std::optional<double>
        systemCalls; ///< of the server's thread for each response; not those for memory, locks
    /// For each response: accept() and recv() that found nothing, and descriptors that poll() was asked about
    /// though they were not ready.
    std::optional<double> useless;
};

/// One loop's points, in the order in which they were measured: that of Options::idle.
struct Series
{
    Loop loop = Loop::Polling;
    std::vector<Point> points;
};

struct Result
{
    Options options; ///< as run: loops without doubles, idle as far as the limit of descriptors allows
    std::vector<Series> loops; ///< in the order of Options::loops
    QStringList remarks;       ///< whole sentences a reader of the numbers must know
    bool cancelled = false;    ///< the points that were finished until then are there

    /// Whether no answer was wrong and none was missing, but for Blocking, which keeps its clients waiting.
    [[nodiscard]] bool isCorrect() const;
};

/// Told before each point, without `finished`, and after it.
struct Progress
{
    int done = 0; ///< points
    int of = 0;
    Loop loop = Loop::Polling;
    int idle = 0;
    std::optional<Point> finished;
};

/// Runs the comparison and waits for it: one loop after the other, so that the points of one, which are
/// compared first of all, are measured close together. The caller's thread is the clients' thread, and the
/// one in which `progress` is called (it may be empty). Loopback only. Raises the process's limit of open
/// descriptors as far as it may. A request to stop is served within half a second. The error is one sentence.
[[nodiscard]] tl::expected<Result, QString> run(const Options &options,
                                                const std::function<void(const Progress &)> &progress = {},
                                                const std::stop_token &stop = {});

/// One thing that a loop did in a turn: one system call of its thread.
struct Step
{
    enum class Kind : quint8 {
        Accept,    ///< tried to; found: there was a client
        Receive,   ///< tried to; found: there was data
        Answer,    ///< sent the response
        Close,     ///< of the client's socket
        AskKernel, ///< poll() or epoll_wait(); found: something was ready
        Other,     ///< whatever else `call` names
    };
    Kind kind = Kind::Other;
    bool found = true;
    int client = -1;     ///< whom it was about: 0 to Turn::idle, in the order of their coming; -1: nobody
    int asked = 0;       ///< AskKernel: descriptors that were handed over with the question; epoll: none
    int ready = 0;       ///< AskKernel: how many the kernel named; what wakes the loop may be among them
    qint64 atNs = 0;     ///< when it was done, since the first step was. Watched calls are slower than others
    QByteArrayView call; ///< "recvfrom", "epoll_pwait2" …; static
};

/// The turn of a loop in which one client among idle ones got its answer.
struct Turn
{
    Loop loop = Loop::Polling;
    int idle = 0;            ///< clients that said nothing
    int asking = 0;          ///< the client that asked; the others are 0 to idle without it
    bool answered = true;    ///< false: Blocking waited for a silent one, in the last step
    std::vector<Step> steps; ///< as they really happened, in order
    QStringList console;     ///< what the article's program printed in this turn; Polling only
};

/// Lets one client ask among idle ones, half of which came before it, and records the turn in which it was
/// answered. Turn::idle may be less than asked for: Blocking cannot have more than its queue holds. Blocks
/// like run() and is stopped like it, with an error. The error is one sentence; one is that this system does
/// not let a program watch its own system calls (seccomp_unotify(2), Linux 5.5).
[[nodiscard]] tl::expected<Turn, QString> recordTurn(Loop loop, int idle, const std::stop_token &stop = {});

/// For people, on a terminal of 80 columns.
[[nodiscard]] QString table(const Result &result);
/// {"active", "duration_ms", "cancelled", "correct", "loops": [{"key", "name", "points": [{"idle",
/// "responses", "wrong", "unanswered", "responses_per_second", "cpu_us_per_response", "latency_p50_us",
/// "latency_p99_us", "system_calls_per_response", "useless_per_response"}]}], "remarks": []}, ended by a line
/// end. What is not known is null.
[[nodiscard]] QByteArray json(const Result &result);
/// RFC 4180, one line for each point: "loop", then the members of a point as in json(). What is not known is
/// empty.
[[nodiscard]] QByteArray csv(const Result &result);

} // namespace lab
