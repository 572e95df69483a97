// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QString>

#include <vector>

namespace models {

/// A stretch of an exchange's life. In the order they follow each other.
enum class PhaseKind : quint8 {
    AcceptWait, ///< in the kernel's queue; the first exchange of a connection alone
    Blocked,    ///< behind an earlier request of its connection
    Head,       ///< its first byte to the end of its head
    Body,       ///< to the end of its body
    Deciding,   ///< to the answer
    FirstByte,  ///< to the first byte the kernel took
    Sending,    ///< to the last
    Drained,    ///< until the client's system had confirmed all; known only while somebody looks
};

struct Phase
{
    PhaseKind kind = PhaseKind::Head;
    qint64 startNs = 0; ///< since the first phase began
    qint64 ns = 0;
    bool running = false; ///< it goes on

    friend bool operator==(const Phase &, const Phase &) = default;
};

/// Where the time went. Phases that are over one after the other without a gap; one that has not begun is
/// not there. The connection may be null. now: steady clock, for what goes on.
[[nodiscard]] std::vector<Phase> phases(const trace::Exchange &exchange,
                                        const trace::ConnectionRecord *connection, trace::SteadyNs now);
/// Of all of them, ns.
[[nodiscard]] qint64 total(const std::vector<Phase> &phases);

[[nodiscard]] QString heading(PhaseKind kind);
/// One sentence: what is measured.
[[nodiscard]] QString explanation(PhaseKind kind);

/// What the time of sending was spent on, as far as it is known.
struct SendingShare
{
    QString label;
    qint64 ns = 0;
};
/// The shares that are not 0: waiting for the client, for the disk, for a speed limit, held by a person.
[[nodiscard]] std::vector<SendingShare> sendingShares(const trace::Exchange &exchange, trace::SteadyNs now);
/// The time in which a person held it back, ns.
[[nodiscard]] qint64 heldNs(const trace::Exchange &exchange, trace::SteadyNs now);

} // namespace models
