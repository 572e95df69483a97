// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <optional>
#include <vector>

namespace models {

/// What has come to a socket in the turn so far. What stands later says more, and stays.
enum class SocketMark : quint8 {
    Untouched, ///< nobody asked about it
    Asked,     ///< the kernel was asked about it, and there was nothing yet
    Tried,     ///< a try that found nothing
    Ready,     ///< there was something
    Answered,
    Closed,
};

/// What the steps of one turn came to so far.
struct TurnTally
{
    int calls = 0;  ///< system calls
    int inVain = 0; ///< of these, tries to accept or to receive that found nothing
    int asked = 0;  ///< sockets that were named in questions to the kernel
    int ready = 0;  ///< of these, that came back
};

/// Plays the turns of several loops beside each other, all from the moment they began, as slowly as a person
/// likes or step by step. A plain object; time is given to it.
class TurnPlayer
{
public:
    explicit TurnPlayer(std::vector<lab::Turn> turns = {});

    [[nodiscard]] const std::vector<lab::Turn> &turns() const { return m_turns; }
    /// Of all turns together, in the order of time. A wait that did not end happens when it begins.
    [[nodiscard]] int steps() const { return int(m_order.size()); }
    /// How many of them have happened.
    [[nodiscard]] int position() const { return m_position; }
    [[nodiscard]] bool isAtEnd() const { return m_position == steps(); }
    [[nodiscard]] double now() const { return m_now; } ///< ns since the turns began
    [[nodiscard]] qint64 lengthNs() const;             ///< of the last step

    void goTo(int position);
    /// Lets that much of the turns' time pass; true when a step happened in it. At the end time stands still.
    bool advance(double ns);

    /// Where the next step after now(), or the one before, has happened that was not one more try in vain.
    [[nodiscard]] int nextTelling() const;
    [[nodiscard]] int previousTelling() const;

    /// A turn of turns() and a step in it.
    struct Moment
    {
        size_t turn;
        size_t step;
    };
    /// The step that happened last; nothing at the beginning.
    [[nodiscard]] std::optional<Moment> last() const;
    /// The step of that turn that happened last.
    [[nodiscard]] const lab::Step *lastOf(size_t turn) const;

    /// The listening socket, then the clients in the order of the list.
    [[nodiscard]] const std::vector<SocketMark> &marks(size_t turn) const { return m_marks[turn]; }
    [[nodiscard]] const TurnTally &tally(size_t turn) const { return m_tallies[turn]; }
    /// Whether the step of that turn is the wait that kept it from answering.
    [[nodiscard]] static bool isWaiting(const lab::Turn &turn, const lab::Step &step);
    /// The place in marks() that a step is about; nothing when it is about no socket.
    [[nodiscard]] static std::optional<size_t> socketOf(const lab::Step &step);

private:
    void rewind();
    void happen(const Moment &moment);
    [[nodiscard]] bool isTelling(int step) const;
    [[nodiscard]] const lab::Step &stepOf(const Moment &moment) const;
    [[nodiscard]] qint64 timeOf(const Moment &moment) const;

    std::vector<lab::Turn> m_turns;
    std::vector<Moment> m_order;
    int m_position = 0;
    double m_now = 0;
    std::vector<std::vector<SocketMark>> m_marks;
    std::vector<TurnTally> m_tallies;
    std::vector<std::optional<size_t>> m_last; ///< of each turn
};

} // namespace models
