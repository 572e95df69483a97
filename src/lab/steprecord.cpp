// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/steprecord.h"

#include "lab/callwatch.h"
#include "lab/socket.h"

#include <algorithm>
#include <unordered_map>

#include <sys/syscall.h>

namespace lab {

namespace {

using Kind = Step::Kind;

/// Which argument of a call names the socket it is about, if one does.
enum class About : quint8 { Nobody, First, Result };

struct Meaning
{
    long number;
    const char *name;
    Kind kind;
    About about;
};
constexpr Meaning meanings[] = {
    {SYS_accept4, "accept4", Kind::Accept, About::Result},
#ifdef SYS_accept
    {SYS_accept, "accept", Kind::Accept, About::Result},
#endif
    {SYS_recvfrom, "recvfrom", Kind::Receive, About::First},
    {SYS_read, "read", Kind::Receive, About::First},
    {SYS_sendto, "sendto", Kind::Answer, About::First},
    {SYS_write, "write", Kind::Answer, About::First},
    {SYS_close, "close", Kind::Close, About::First},
#ifdef SYS_poll
    {SYS_poll, "poll", Kind::AskKernel, About::Nobody},
#endif
    {SYS_ppoll, "ppoll", Kind::AskKernel, About::Nobody},
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, "epoll_wait", Kind::AskKernel, About::Nobody},
#endif
    {SYS_epoll_pwait, "epoll_pwait", Kind::AskKernel, About::Nobody},
#ifdef SYS_epoll_pwait2
    {SYS_epoll_pwait2, "epoll_pwait2", Kind::AskKernel, About::Nobody},
#endif
    {SYS_epoll_ctl, "epoll_ctl", Kind::Other, About::Nobody},
    {SYS_ioctl, "ioctl", Kind::Other, About::First},
    {SYS_fcntl, "fcntl", Kind::Other, About::First},
    {SYS_shutdown, "shutdown", Kind::Other, About::First},
    {SYS_getsockopt, "getsockopt", Kind::Other, About::First},
    {SYS_setsockopt, "setsockopt", Kind::Other, About::First},
    {SYS_getsockname, "getsockname", Kind::Other, About::First},
    {SYS_getpeername, "getpeername", Kind::Other, About::First},
};

Meaning meaningOf(int number)
{
    const auto *found = std::find_if(std::begin(meanings), std::end(meanings),
                                     [number](const Meaning &each) { return each.number == number; });
    return found == std::end(meanings) ? Meaning{number, "another", Kind::Other, About::Nobody} : *found;
}

quint16 portOf(const Call &call, About about)
{
    switch (about) {
    case About::Nobody: return 0;
    case About::First: return peerPort(int(call.arguments[0]));
    case About::Result: return call.result.value_or(-1) < 0 ? 0 : peerPort(int(*call.result));
    }
    Q_UNREACHABLE();
}

/// The step that begins each turn of that loop.
Kind firstOf(Loop loop)
{
    return loop == Loop::Blocking || loop == Loop::Polling ? Kind::Accept : Kind::AskKernel;
}

using Range = std::pair<size_t, size_t>;

/// The last step before `from` that the condition holds for; 0 when there is none.
template <typename Condition>
size_t lastBefore(const std::vector<Step> &steps, size_t from, Condition holds)
{
    while (from > 0 && !holds(steps[from - 1]))
        --from;
    return from == 0 ? 0 : from - 1;
}

template <typename Condition>
size_t firstFrom(const std::vector<Step> &steps, size_t from, Condition holds)
{
    return size_t(std::find_if(steps.begin() + qsizetype(from), steps.end(), holds) - steps.begin());
}

Range turnOf(Loop loop, const std::vector<Step> &steps, int asking)
{
    const auto begins = [kind = firstOf(loop)](const Step &step) { return step.kind == kind; };
    const size_t answer = firstFrom(
        steps, 0, [asking](const Step &step) { return step.kind == Kind::Answer && step.client == asking; });
    if (answer < steps.size())
        return {lastBefore(steps, answer, begins), firstFrom(steps, answer, begins)};
    const size_t begin = lastBefore(steps, steps.size(),
                                    [](const Step &step) { return step.kind == Kind::Accept && step.found; });
    const size_t end
        = firstFrom(steps, begin, [](const Step &step) { return step.kind == Kind::Receive && !step.found; });
    return {begin, std::min(end + 1, steps.size())};
}

} // namespace

int descriptorsAsked(const Call &call)
{
#ifdef SYS_poll
    if (call.number == SYS_poll)
        return int(call.arguments[1]);
#endif
    return call.number == SYS_ppoll ? int(call.arguments[1]) : 0;
}

Recorded recorded(const Call &call)
{
    const Meaning meaning = meaningOf(call.number);
    Recorded result;
    Step &step = result.step;
    result.port = portOf(call, meaning.about);
    step.kind = meaning.kind;
    step.call = meaning.name;
    step.atNs = std::chrono::nanoseconds(call.time.time_since_epoch()).count();
    const bool isAboutClient = result.port != 0 || meaning.kind == Kind::Accept;
    if (meaning.about != About::Nobody && !isAboutClient)
        step.kind = Kind::Other; // the loop's own descriptors, as that which wakes it
    if (step.kind == Kind::AskKernel) {
        step.asked = descriptorsAsked(call);
        step.ready = int(std::max<qint64>(call.result.value_or(0), 0));
        step.found = step.ready > 0;
    } else if (step.kind == Kind::Accept || step.kind == Kind::Receive) {
        step.found = call.result.value_or(-1) >= 0;
    }
    return result;
}

std::vector<Step> turnSteps(Loop loop, const std::vector<Recorded> &all, const std::vector<quint16> &clients,
                            int asking)
{
    std::unordered_map<quint16, int> numbers;
    for (size_t i = 0; i < clients.size(); ++i)
        numbers.emplace(clients[i], int(i));
    std::vector<Step> steps;
    steps.reserve(all.size());
    for (const Recorded &each : all) {
        const auto number = numbers.find(each.port);
        steps.push_back(each.step);
        steps.back().client = number == numbers.end() ? -1 : number->second;
    }
    const auto [begin, end] = turnOf(loop, steps, asking);
    steps = {steps.begin() + qsizetype(begin), steps.begin() + qsizetype(end)};
    const qint64 start = steps.empty() ? 0 : steps.front().atNs;
    for (Step &step : steps)
        step.atNs -= start;
    return steps;
}

} // namespace lab
