// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// nothing: a few sentences. now: steady clock.
[[nodiscard]] QString story(const trace::ConnectionRecord &connection, trace::SteadyNs now,
                            const QLocale &locale);
/// What the kernel said of it. Limits are told as `ss` tells them: "812 ms (83 %)".
[[nodiscard]] std::vector<Figure> tcpFigures(const std::optional<trace::TcpInfo> &tcp, const QLocale &locale);
/// What is still to be sent, where it waits: with us, in the kernel, on its way.
[[nodiscard]] std::vector<Figure> backlogFigures(const trace::TcpSample *sample, const QLocale &locale);

} // namespace models
