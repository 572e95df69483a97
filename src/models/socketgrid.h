// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <optional>

namespace models {

/// Sockets as small squares in rows that wrap, as large as there is room for. Pure geometry.
class SocketGrid
{
public:
    static constexpr double largest = 26; ///< side of a square with its gap
    static constexpr double smallest = 3;

    SocketGrid(const QRectF &room, size_t sockets);

    [[nodiscard]] double side() const { return m_side; } ///< of a square with its gap
    [[nodiscard]] size_t columns() const { return m_columns; }
    /// The square of a socket, without the gap.
    [[nodiscard]] QRectF square(size_t socket) const;
    /// The socket whose square that point is in.
    [[nodiscard]] std::optional<size_t> at(const QPointF &point) const;
    /// All squares together.
    [[nodiscard]] QRectF extent() const;

private:
    QRectF m_room;
    size_t m_sockets;
    double m_side = smallest;
    size_t m_columns = 1;
};

} // namespace models
