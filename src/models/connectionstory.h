// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moment.h"
#include "trace/records.h"

#include <QLocale>
#include <QString>

#include <vector>

namespace models {

/// A figure of a connection and what it says.
struct Figure
{
    QString name;
    QString value; ///< "–" when it is not known
    QString explanation;
};

/// What the connection is doing, since when, who closed first, and how often its socket was ready for
/// nothing: a few sentences.
[[nodiscard]] QString story(const trace::ConnectionRecord &connection, Moment now, const QLocale &locale);

/// How long a connection is kept. It is not recorded: what is chosen in the window now.
struct KeepLimits
{
    qint64 idleNs = 0;    ///< without a request; 0: not known
    quint64 requests = 0; ///< on one connection; 0: any number
};
/// How long it is kept if nothing comes, and how many requests it may still have: "Closes in 8 s if nothing
/// comes: idle connections are kept for 15 s. Request 12 of 100." Empty when it is closed or the recording
/// has ended.
[[nodiscard]] QString keepStory(const trace::ConnectionRecord &connection, Moment now,
                                const KeepLimits &limits, const QLocale &locale);
/// What the kernel said of it. Limits are told as `ss` tells them: "812 ms (83 %)".
[[nodiscard]] std::vector<Figure> tcpFigures(const std::optional<trace::TcpInfo> &tcp, const QLocale &locale);
/// What is still to be sent, where it waits: with us, in the kernel, on its way.
[[nodiscard]] std::vector<Figure> backlogFigures(const trace::TcpSample *sample, const QLocale &locale);

/// What is still to be sent, by where it waits, in bytes. What is not known counts as none.
struct Backlog
{
    qint64 ours = 0;
    qint64 kernel = 0;
    qint64 inFlight = 0;

    [[nodiscard]] qint64 total() const { return ours + kernel + inFlight; }
    friend bool operator==(const Backlog &, const Backlog &) = default;
};
[[nodiscard]] Backlog backlogOf(const trace::TcpSample &sample);

} // namespace models
