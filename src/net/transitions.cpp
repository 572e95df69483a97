// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transitions.h"

#include <QCoreApplication>

namespace net {

using trace::CloseCause;
using trace::Outcome;
using trace::State;

bool isAllowed(State from, State to)
{
    switch (from) {
    case State::Receiving: return to == State::Responding || to == State::Held || to == State::Closed;
    case State::Responding:
        return to == State::Idle || to == State::Draining || to == State::Held || to == State::Closed;
    case State::Draining: return to == State::Closed;
    case State::Idle: return to == State::Receiving || to == State::Closed;
    case State::Held: return to == State::Responding || to == State::Closed;
    case State::Closed: return false;
    }
    return false;
}

Outcome outcomeOf(http::Fault fault)
{
    switch (fault) {
    case http::Fault::None: return Outcome::Complete;
    case http::Fault::HeadTimeout:
    case http::Fault::BodyTimeout:
    case http::Fault::HeadTooSlow: return Outcome::TimedOut;
    default: return Outcome::Refused;
    }
}

CloseCause causeOf(http::Fault fault)
{
    switch (fault) {
    case http::Fault::None: return CloseCause::Finished;
    case http::Fault::HeadTimeout: return CloseCause::HeadTimeout;
    case http::Fault::BodyTimeout: return CloseCause::BodyTimeout;
    case http::Fault::HeadTooSlow: return CloseCause::HeadTooSlow;
    default: return CloseCause::Refused;
    }
}

Outcome outcomeOf(CloseCause cause)
{
    switch (cause) {
    case CloseCause::ClientReset: return Outcome::Reset;
    case CloseCause::Kicked:
    case CloseCause::Banned: return Outcome::Kicked;
    case CloseCause::ServerStopped: return Outcome::ServerStopped;
    case CloseCause::FileFailed: return Outcome::FileFailed;
    case CloseCause::FileChanged: return Outcome::FileChanged;
    case CloseCause::AddressLimit: return Outcome::Refused;
    case CloseCause::ClientFin: return Outcome::Aborted;
    default: return Outcome::TimedOut;
    }
}

QString whyUnfinished(const trace::Exchange &exchange, CloseCause cause)
{
    if (cause == CloseCause::AddressLimit)
        return QCoreApplication::translate("net", "Too many connections are open from this address.");
    if (cause == CloseCause::Banned)
        return QCoreApplication::translate("net", "You banned this address.");
    if (exchange.requestHead.isEmpty())
        return QCoreApplication::translate("net", "The client connected and said nothing.");
    if (exchange.timings.headComplete == 0)
        return QCoreApplication::translate("net",
                                           "The request head was not whole when the connection ended.");
    return QCoreApplication::translate("net", "The request body was not whole when the connection ended.");
}

} // namespace net
