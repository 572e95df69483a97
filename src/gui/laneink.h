// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/laneitems.h"

#include <QPalette>
#include <QPixmap>

#include <array>

namespace gui {

/// The colours of the lanes on one palette, and the shapes of statuses drawn once: what a frame would
/// otherwise work out a thousand times. A value.
class LaneInk
{
public:
    LaneInk() = default;
    /// glyph: the size of a status's shape in pixels; ratio: device pixels in one.
    LaneInk(const QPalette &palette, int glyph, qreal ratio);

    [[nodiscard]] const QPalette &palette() const { return m_palette; }
    [[nodiscard]] QColor base() const { return m_palette.color(QPalette::Base); }
    [[nodiscard]] QColor text() const { return m_palette.color(QPalette::Text); }
    [[nodiscard]] const QColor &faint() const { return m_faint; } ///< for lines between things
    [[nodiscard]] const QColor &faded() const { return m_faded; } ///< for text that stands back

    /// The hue of a shape that has one of its own; of exchanges use status().
    [[nodiscard]] const QColor &shape(models::LaneShape shape, bool dimmed) const;
    [[nodiscard]] const QColor &status(models::StatusKind kind, bool dimmed) const;
    /// A pale ground of that hue on which text can be read.
    [[nodiscard]] const QColor &wash(models::StatusKind kind, bool dimmed) const;
    [[nodiscard]] const QPixmap &glyph(models::StatusKind kind, bool dimmed) const;
    [[nodiscard]] int glyphSize() const { return m_glyph; }
    /// From the ground to an alarming hue.
    [[nodiscard]] QColor heat(double share) const;

private:
    static constexpr size_t shapes = size_t(models::LaneShape::ClosedByRst) + 1;
    static constexpr size_t kinds = size_t(models::StatusKind::InProgress) + 1;
    template <typename T, size_t Count>
    using Twice = std::array<std::array<T, 2>, Count>; // plain and dimmed

    QPalette m_palette;
    QColor m_faint;
    QColor m_faded;
    Twice<QColor, shapes> m_shapes;
    Twice<QColor, kinds> m_status;
    Twice<QColor, kinds> m_wash;
    Twice<QPixmap, kinds> m_glyphs;
    int m_glyph = 9;
};

/// The shape of a status as marks.h names it, filled, in that square: ● ◐ ▲ ◆ ✕ …
void drawStatusShape(QPainter &painter, models::StatusKind kind, const QRectF &square, const QColor &colour);

} // namespace gui
