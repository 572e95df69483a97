// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/backlogbar.h"

#include "models/format.h"
#include "models/marks.h"

#include <QPainter>

namespace gui {
namespace {

constexpr float Paleness = 0.45F; ///< so that words stay readable on it
constexpr int Padding = 4;

/// Where it waits, and the pattern beside the hue.
struct Part
{
    QString word;
    qint64 bytes;
    Qt::BrushStyle pattern;
};

std::array<Part, 3> partsOf(const models::Backlog &backlog)
{
    return {{{BacklogBar::tr("with us"), backlog.ours, Qt::SolidPattern},
             {BacklogBar::tr("in the kernel"), backlog.kernel, Qt::Dense3Pattern},
             {BacklogBar::tr("on its way"), backlog.inFlight, Qt::Dense5Pattern}}};
}

QString wordsOf(const std::optional<models::Backlog> &backlog)
{
    if (!backlog)
        return BacklogBar::tr("What waits to be sent is not known.");
    if (backlog->total() == 0)
        return BacklogBar::tr("Nothing waits to be sent.");
    QStringList words;
    for (const Part &part : partsOf(*backlog))
        words << BacklogBar::tr("%1 %2").arg(models::format::bytes(part.bytes, QLocale()), part.word);
    return words.join(QStringLiteral(", "));
}

} // namespace

BacklogBar::BacklogBar(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("What waits to be sent"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setBacklog(std::nullopt);
}

void BacklogBar::setBacklog(const std::optional<models::Backlog> &backlog)
{
    m_backlog = backlog;
    const QString words = wordsOf(backlog);
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

QSize BacklogBar::sizeHint() const
{
    return {120, fontMetrics().height() + 2 * Padding};
}

void BacklogBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF room = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.fillRect(room, palette().base());
    if (m_backlog && m_backlog->total() > 0) {
        paintParts(painter, room);
    } else {
        const QRectF inner = room.adjusted(Padding, 0, -Padding, 0);
        painter.setPen(models::faded(palette().color(QPalette::Text), palette().color(QPalette::Base)));
        painter.drawText(inner, Qt::AlignVCenter,
                         fontMetrics().elidedText(wordsOf(m_backlog), Qt::ElideRight, int(inner.width())));
    }
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(room);
}

/// A part that is too small for its word has none: the figures and the tooltip have it.
void BacklogBar::paintParts(QPainter &painter, const QRectF &room) const
{
    const double whole = double(m_backlog->total());
    double left = room.left();
    size_t index = 0;
    for (const Part &part : partsOf(*m_backlog)) {
        const QRectF box(left, room.top(), double(part.bytes) / whole * room.width(), room.height());
        QColor hue = QColor::fromRgb(backlogHues[index++]);
        hue.setAlphaF(Paleness);
        painter.fillRect(box, QBrush(hue, part.pattern));
        if (box.left() > room.left() && part.bytes > 0) {
            painter.setPen(palette().color(QPalette::Mid));
            painter.drawLine(box.topLeft(), box.bottomLeft());
        }
        if (fontMetrics().horizontalAdvance(part.word) + 2 * Padding <= box.width()) {
            painter.setPen(palette().color(QPalette::Text));
            painter.drawText(box, Qt::AlignCenter, part.word);
        }
        left = box.right();
    }
}

} // namespace gui
