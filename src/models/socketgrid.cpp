// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/socketgrid.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

size_t fitting(double room, double side)
{
    return size_t(std::max(1.0, std::floor(room / side)));
}

} // namespace

SocketGrid::SocketGrid(const QRectF &room, size_t sockets)
    : m_room(room)
    , m_sockets(sockets)
{
    // Whole pixels, so that squares are as sharp as each other.
    m_side = largest;
    while (m_side > smallest && fitting(room.width(), m_side) * fitting(room.height(), m_side) < sockets)
        m_side -= 1;
    m_columns = fitting(room.width(), m_side);
}

QRectF SocketGrid::square(size_t socket) const
{
    const double gap = m_side >= 8 ? 2 : 1;
    const size_t row = socket / m_columns;
    return {m_room.left() + double(socket % m_columns) * m_side, m_room.top() + double(row) * m_side,
            m_side - gap, m_side - gap};
}

std::optional<size_t> SocketGrid::at(const QPointF &point) const
{
    const QPointF inside = point - m_room.topLeft();
    if (inside.x() < 0 || inside.y() < 0)
        return std::nullopt;
    const auto column = size_t(inside.x() / m_side);
    const auto socket = size_t(inside.y() / m_side) * m_columns + column;
    if (column >= m_columns || socket >= m_sockets || !square(socket).contains(point))
        return std::nullopt;
    return socket;
}

QRectF SocketGrid::extent() const
{
    const size_t rows = (m_sockets + m_columns - 1) / m_columns;
    return {m_room.left(), m_room.top(), double(std::min(m_sockets, m_columns)) * m_side,
            double(rows) * m_side};
}

} // namespace models
