// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lanebacklog.h"
#include "models/laneitems.h"
#include "models/laneribbon.h"

#include <QLocale>

/// What the marks on the lanes say in words, for hover cards and screen readers. Pure.
namespace models {

struct LaneMoment
{
    trace::SteadyNs now = 0;
    qint64 wallOffset = 0;  ///< ns from steady time to 1970 UTC; 0: unknown
    qint64 idleLimitNs = 0; ///< after which an idle connection is closed; 0: unknown
};

/// "sending", "idle", "sent again".
[[nodiscard]] QString word(LaneShape shape);

/// "Connection 12 from 127.0.0.1:40312: idle, 4 requests, 12 kB sent."
[[nodiscard]] QString laneSentence(const Lane &lane, const LaneMoment &moment, const QLocale &locale);
/// "GET /a.png, 200 success, complete, 3.1 ms."
[[nodiscard]] QString beadSentence(const Bead &bead, const LaneMoment &moment, const QLocale &locale);

/// A few lines on what the pointer rests on: of an exchange its request line, what became of it, where the
/// time went and how many bytes; else what happens there, for how long and what comes next.
[[nodiscard]] QString card(const Lane &lane, const LaneItem &item, const LaneMoment &moment,
                           const QLocale &locale);
/// "1 kB with us, 40 kB in the kernel, 64 kB in flight at 12:03:04.500 (sampled)."
[[nodiscard]] QString backlogSentence(const BacklogPoint &point, const LaneMoment &moment,
                                      const QLocale &locale);
/// "Loop 0 was late by 31 ms at 12:03:04.500."
[[nodiscard]] QString lagSentence(int loop, const HeatCell &cell, const LaneMoment &moment,
                                  const QLocale &locale);
/// "3 of at most 128 connections wait to be accepted."
[[nodiscard]] QString gateSentence(const Gate &gate, const QLocale &locale);
[[nodiscard]] QString overflowSentence(const Overflow &overflow, const LaneMoment &moment,
                                       const QLocale &locale);
/// "1.2 s: 12:03:04.500 to 12:03:05.700."
[[nodiscard]] QString spanSentence(const trace::TimeSpan &span, const LaneMoment &moment,
                                   const QLocale &locale);

} // namespace models
