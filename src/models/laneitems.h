// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lanebook.h"
#include "models/timeaxis.h"

namespace models {

/// What is drawn on a lane; each has a shape of its own.
enum class LaneShape : quint8 {
    AcceptWait, ///< between the handshake and accept()
    Listening,  ///< accepted, and no byte of a request yet
    Idle,       ///< between requests
    HalfClosed, ///< one side has sent FIN
    Draining,   ///< we have said goodbye and wait for theirs
    Head,       ///< the request head comes in
    Body,       ///< the request body comes in
    Deciding,   ///< the request is whole, no byte of the answer has left
    Sending,
    Blocked,    ///< received behind an earlier request, waiting for its turn
    Held,       ///< a person holds it back
    Bead,       ///< one exchange, too short for its phases
    Run,        ///< several exchanges too close to tell apart
    Retransmit, ///< segments were sent again; count says how many
    ZeroWindow, ///< the client's buffer was full
    Ready,      ///< a turn of the loop in which the socket was ready, or several too close to tell apart
    ClosedByFin,
    ClosedByRst,
};

struct LaneItem
{
    LaneShape shape = LaneShape::Idle;
    trace::SteadyNs from = 0;
    trace::SteadyNs until = 0;
    double x0 = 0; ///< pixels on the axis, not cut off at its ends but for what is far outside
    double x1 = 0;
    std::optional<size_t> bead; ///< which one of the lane; the first of a run
    quint32 count = 1;
    quint32 troubles = 0;
    StatusKind kind = StatusKind::InProgress;
    quint8 level = 0;         ///< 0 on the lane, 1 … below the request that it waits behind
    bool isLast = false;      ///< of the phases of an exchange: the status stands at its end
    bool matches = true;      ///< what the filter asks for
    bool isMarked = false;    ///< what the highlighting asks for
    bool byClient = false;    ///< HalfClosed: the client's side has ended; else ours
    trace::Transfer transfer; ///< Ready: what came of it, summed up

    [[nodiscard]] bool isExchange() const { return bead.has_value(); }
};

/// Narrower than this, in pixels, an exchange is a bead without phases, and several become a run.
inline constexpr double beadWidth = 9;

/// What can be seen of a lane, from left to right within each kind, what belongs on top later. now: up to
/// where running ones go. mark: how wide the shapes of statuses and ends are drawn, in pixels.
/// O(pixels · log(exchanges)), whatever lies outside of the axis.
void appendLaneItems(const Lane &lane, const TimeAxis &axis, trace::SteadyNs now,
                     std::vector<LaneItem> &items, double mark = beadWidth);
/// Leaves out the exchanges with nothing that the filter asks for.
void hideUnmatched(std::vector<LaneItem> &items);
/// Where an exchange's item ends on the right as it is drawn.
[[nodiscard]] double rightEdge(const LaneItem &item, double mark);

/// What lies under x or, when nothing does, nearest to it within so many pixels: exchanges and ends before
/// what lies between them. Null when there is nothing.
[[nodiscard]] const LaneItem *itemAt(const std::vector<LaneItem> &items, double x, double within);

} // namespace models
