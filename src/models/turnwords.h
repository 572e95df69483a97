// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/turnplayer.h"

#include <QLocale>
#include <QString>

/// The turn of a loop in words. Pure.
namespace models {

/// What happens in that step: one or two sentences.
[[nodiscard]] QString sentence(const lab::Turn &turn, const lab::Step &step, const QLocale &locale);
/// What goes down to the kernel in that step, and what comes back.
struct KernelWords
{
    QString down;
    QString up;
};
[[nodiscard]] KernelWords kernelWords(const lab::Turn &turn, const lab::Step &step, const QLocale &locale);

/// What the steps of a turn came to: "Calls: 305, in vain: 300".
[[nodiscard]] QString sentence(const TurnTally &tally, const QLocale &locale);
/// What is shown of a socket: "client 17: tried in vain". socket: place in TurnPlayer::marks().
[[nodiscard]] QString socketWords(size_t socket, SocketMark mark, const QLocale &locale);
[[nodiscard]] QString word(SocketMark mark);
/// "20,000 × slower".
[[nodiscard]] QString slowness(double factor, const QLocale &locale);

} // namespace models
