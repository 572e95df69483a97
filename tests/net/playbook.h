// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

/// A conversation with a session, written down as steps and then played three ways: with the client's bytes
/// whole, byte by byte, and split at every place into two. All three must go the same way.
class Playbook
{
public:
    using Check = std::function<QString(const trace::Exchange &)>;

    explicit Playbook(std::shared_ptr<const site::Site> site, net::Limits limits = {});

    Playbook &client(QByteArray bytes);              ///< the client sends
    Playbook &after(std::chrono::milliseconds time); ///< time passes; a deadline that lies in it is reached
    Playbook &fin();                                 ///< the client hangs up
    Playbook &reset();
    Playbook &kernelTakes(qint64 bytes); ///< from here on at most that many bytes of output; -1: all
    Playbook &fileBreaks(site::ContentError why = site::ContentError::ReadFailed);
    Playbook &waits(std::chrono::milliseconds time); ///< time passes in which we have it wait for its turn
    Playbook &stops();                               ///< the server is asked to stop
    Playbook &ends(trace::CloseCause cause);         ///< the connection is closed at once
    Playbook &holds();                               ///< a person pauses the transfer
    Playbook &releases();
    Playbook &clockTicks(std::chrono::nanoseconds time); ///< at every look, from here on

    Playbook &expect(int status, QByteArray contains = {}); ///< the next response on the wire
    Playbook &expectInterim();                              ///< 100 Continue
    Playbook &expectSilence();                              ///< nothing more on the wire
    Playbook &expectState(trace::State state);
    Playbook &expectClosed(trace::CloseCause cause);
    Playbook &expectRecord(trace::Outcome outcome, int status,
                           Check check = {}); ///< the next exchange that ended

    /// Plays it all ways; empty when every expectation held, else what went wrong in which way of playing.
    [[nodiscard]] QString play() const;
    /// The same with the client's bytes whole alone: where what is recorded says how they came.
    [[nodiscard]] QString playWhole() const;

private:
    class Stage;
    struct Step
    {
        QByteArray bytes;                    ///< of a client step
        std::function<QString(Stage &)> act; ///< of every other
    };
    Playbook &add(std::function<QString(Stage &)> act);
    [[nodiscard]] QString
    playSplit(const std::function<std::vector<QByteArray>(const QByteArray &)> &split) const;

    std::shared_ptr<const site::Site> m_site;
    net::Limits m_limits;
    std::vector<Step> m_steps;
};
