// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/turnwords.h"

#include "models/format.h"

#include <QCoreApplication>

#include <cmath>

namespace models {
namespace {

using Kind = lab::Step::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::turnwords)
};

QString number(int count, const QLocale &locale)
{
    return format::count(count, locale);
}

/// The two loops that ask the kernel do so in very different ways.
QString askingWords(const lab::Turn &turn, const lab::Step &step, const QLocale &locale)
{
    const QString loop = lab::name(turn.loop);
    const QString ready = number(step.ready, locale);
    if (turn.loop == lab::Loop::Epoll)
        return Text::tr(
                   "%1: the kernel knows the sockets already and keeps a list of those that are ready. It "
                   "hands over %2 and looks at no other.")
            .arg(loop, ready);
    return Text::tr(
               "%1: the list of all %2 sockets goes to the kernel, which looks at each of them and hands the "
               "list back: %3 ready.")
        .arg(loop, number(step.asked, locale), ready);
}

QString tryingWords(const lab::Turn &turn, const lab::Step &step, const QLocale &locale)
{
    const QString loop = lab::name(turn.loop);
    if (step.kind == Kind::Accept)
        return step.found ? Text::tr("%1: is there a new client? Yes.").arg(loop)
                          : Text::tr("%1: is there a new client? No: in vain.").arg(loop);
    const QString client = number(step.client + 1, locale);
    if (TurnPlayer::isWaiting(turn, step))
        return Text::tr("%1: it waits for client %2, which says nothing, and so do all others.")
            .arg(loop, client);
    return step.found ? Text::tr("%1: has client %2 sent something? Yes, its request.").arg(loop, client)
                      : Text::tr("%1: has client %2 sent something? No: in vain.").arg(loop, client);
}

/// What a call does that is neither asking nor answering, as far as loops make it.
QString otherWords(const lab::Turn &turn, const lab::Step &step, const QLocale &locale)
{
    const QString loop = lab::name(turn.loop);
    if (step.call == "ioctl" && step.client >= 0)
        return Text::tr("%1: how many bytes has client %2 sent?").arg(loop, number(step.client + 1, locale));
    if (step.call == "epoll_ctl")
        return Text::tr("%1: one socket is added to the kernel’s list or taken off it.").arg(loop);
    if (step.call == "write" && step.client < 0)
        return Text::tr("%1: it wakes itself, to come round once more.").arg(loop);
    return Text::tr("%1: another system call, %2.").arg(loop, QString::fromLatin1(step.call));
}

} // namespace

QString sentence(const lab::Turn &turn, const lab::Step &step, const QLocale &locale)
{
    const QString loop = lab::name(turn.loop);
    const QString client = number(step.client + 1, locale);
    switch (step.kind) {
    case Kind::AskKernel: return askingWords(turn, step, locale);
    case Kind::Accept:
    case Kind::Receive: return tryingWords(turn, step, locale);
    case Kind::Answer: return Text::tr("%1: client %2 has its answer.").arg(loop, client);
    case Kind::Close: return Text::tr("%1: the connection of client %2 is closed.").arg(loop, client);
    case Kind::Other: break;
    }
    return otherWords(turn, step, locale);
}

KernelWords kernelWords(const lab::Turn &turn, const lab::Step &step, const QLocale &locale)
{
    const QString client = number(step.client + 1, locale);
    const QString found = TurnPlayer::isWaiting(turn, step) ? Text::tr("waits")
        : step.found                                        ? Text::tr("yes")
                                                            : Text::tr("nothing");
    switch (step.kind) {
    case Kind::AskKernel:
        return {step.asked > 0 ? Text::tr("%1 sockets").arg(number(step.asked, locale))
                               : Text::tr("who is ready?"),
                Text::tr("%1 ready").arg(number(step.ready, locale))};
    case Kind::Accept: return {Text::tr("a new client?"), found};
    case Kind::Receive: return {Text::tr("client %1?").arg(client), found};
    case Kind::Answer: return {Text::tr("answer to client %1").arg(client), Text::tr("taken")};
    case Kind::Close: return {Text::tr("close client %1").arg(client), Text::tr("closed")};
    case Kind::Other: break;
    }
    return {QString::fromLatin1(step.call), Text::tr("done")};
}

QString sentence(const TurnTally &tally, const QLocale &locale)
{
    const QString calls = Text::tr("Calls: %1").arg(number(tally.calls, locale));
    const int lookedAt = std::max(0, tally.asked - tally.ready);
    if (lookedAt == 0)
        return Text::tr("%1, in vain: %2").arg(calls, number(tally.inVain, locale));
    const QString looks = Text::tr("%1, looked at in vain: %2").arg(calls, number(lookedAt, locale));
    return tally.inVain == 0 ? looks : Text::tr("%1, tried: %2").arg(looks, number(tally.inVain, locale));
}

QString word(SocketMark mark)
{
    switch (mark) {
    case SocketMark::Untouched: return Text::tr("left alone");
    case SocketMark::Asked: return Text::tr("looked at in vain");
    case SocketMark::Tried: return Text::tr("tried in vain");
    case SocketMark::Ready: return Text::tr("ready");
    case SocketMark::Answered: return Text::tr("answered");
    case SocketMark::Closed: return Text::tr("answered and closed");
    }
    return {};
}

QString socketWords(size_t socket, SocketMark mark, const QLocale &locale)
{
    if (socket == 0)
        return Text::tr("listening socket: %1").arg(word(mark));
    return Text::tr("client %1: %2").arg(number(int(socket), locale), word(mark));
}

QString slowness(double factor, const QLocale &locale)
{
    return Text::tr("%1 × slower").arg(format::count(std::llround(factor), locale));
}

} // namespace models
