// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/seenvalues.h"

namespace models {

/// One way to go on writing a filter.
struct Proposal
{
    QString text;        ///< comes in the place of the word at the cursor
    QString shown;       ///< the same, as the list shows it
    QString explanation; ///< one short sentence
};

struct Proposals
{
    qsizetype from = 0; ///< where the word at the cursor begins, without its minus
    qsizetype length = 0;
    std::vector<Proposal> list; ///< the best first
};

inline constexpr size_t mostProposals = 40;

/// What can stand where the cursor is: keys, behind a key's colon its words, the values seen, or how its
/// numbers are written. Pure; seen may be null.
[[nodiscard]] Proposals proposalsAt(const QString &text, qsizetype cursor, const SeenValues *seen);

} // namespace models
