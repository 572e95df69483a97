// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labturncanvas.h"

#include "gui/graphicaccess.h"
#include "gui/lablook.h"
#include "gui/tabular.h"
#include "models/marks.h"
#include "models/turnwords.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gui {

using models::SocketMark;

namespace {

constexpr double Gap = 14; ///< between two turns
constexpr double Margin = 8;
constexpr double LegendGap = 5;
constexpr std::array allMarks{SocketMark::Untouched, SocketMark::Asked,    SocketMark::Tried,
                              SocketMark::Ready,     SocketMark::Answered, SocketMark::Closed};

} // namespace

LabTurnCanvas::LabTurnCanvas(const models::TurnPlayer &player, QWidget *parent)
    : QWidget(parent)
    , m_player(player)
{
    setObjectName(QStringLiteral("turnCanvas"));
    makeGraphic(this, tr("One turn of each loop"));
    setToolTip(tr("Space plays and pauses, Left and Right step; point at a socket to read it"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize LabTurnCanvas::sizeHint() const
{
    return {720, 360};
}

QSize LabTurnCanvas::minimumSizeHint() const
{
    return {360, 8 * fontMetrics().height()};
}

void LabTurnCanvas::follow(const QString &caption)
{
    QStringList turns;
    for (size_t turn = 0; turn < m_player.turns().size(); ++turn)
        turns += tr("%1: %2").arg(lab::name(m_player.turns()[turn].loop),
                                  models::sentence(m_player.tally(turn), QLocale()));
    setAccessibleDescription(turns.join(QStringLiteral(". ")));
    // A screen reader tells the new name of what has the focus.
    setAccessibleName(hasFocus() && !caption.isEmpty() ? caption : tr("One turn of each loop"));
    update();
}

/// From left to right, in as many rows as it takes, from the top of the legend's room.
std::vector<LabTurnCanvas::LegendItem> LabTurnCanvas::legend() const
{
    std::vector<LegendItem> items{{SocketMark::Untouched, SocketShape::Listening, tr("listening"), {}}};
    for (const SocketMark mark : allMarks)
        items.push_back({mark, SocketShape::Client, models::word(mark), {}});
    const QFontMetrics metrics(font());
    QPointF at(Margin, LegendGap);
    for (LegendItem &item : items) {
        const double wide = metrics.ascent() + LegendGap + metrics.horizontalAdvance(item.words);
        if (at.x() > Margin && at.x() + wide > width() - Margin)
            at = {Margin, at.y() + metrics.height()};
        item.at = at;
        at.rx() += wide + Gap;
    }
    return items;
}

double LabTurnCanvas::legendHeight() const
{
    return legend().back().at.y() + fontMetrics().height();
}

LabTurnCanvas::Panel LabTurnCanvas::panel(size_t turn) const
{
    const auto turns = double(m_player.turns().size());
    const double wide = std::floor((width() - 2 * Margin - (turns - 1) * Gap) / turns);
    const double line = fontMetrics().height();
    const QRectF room(Margin + double(turn) * (wide + Gap), Margin, wide,
                      height() - 2 * Margin - legendHeight());
    const QRectF head(room.left(), room.top(), wide, 2 * line + 4);
    const double kernelHeight = 2 * line + 10;
    const QRectF kernel(room.left(), room.bottom() - kernelHeight, wide, kernelHeight);
    const QRectF sockets(room.left(), head.bottom() + 4, wide, kernel.top() - head.bottom() - 10);
    return {head, kernel, models::SocketGrid(sockets, m_player.marks(turn).size())};
}

void LabTurnCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().base());
    if (m_player.steps() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect(), Qt::AlignCenter | Qt::TextWordWrap,
            tr("Record lets one client ask among the silent ones, and shows here what each loop did "
               "to answer it."));
    } else {
        for (size_t turn = 0; turn < m_player.turns().size(); ++turn)
            paintTurn(painter, turn);
        paintLegend(painter);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void LabTurnCanvas::paintTurn(QPainter &painter, size_t turn) const
{
    const Panel place = panel(turn);
    paintHead(painter, turn, place.head);
    paintSockets(painter, turn, place.grid);
    paintKernel(painter, turn, place.kernel);
}

void LabTurnCanvas::paintHead(QPainter &painter, size_t turn, const QRectF &room) const
{
    const lab::Turn &shown = m_player.turns()[turn];
    const double line = fontMetrics().height();
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(loopColour(shown.loop, palette().color(QPalette::Base)));
    painter.drawText(QRectF(room.left(), room.top(), room.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     lab::name(shown.loop));
    const QFont figures = tabularFont(font());
    painter.setFont(figures);
    painter.setPen(palette().color(QPalette::Text));
    const QString words = models::sentence(m_player.tally(turn), QLocale());
    painter.drawText(QRectF(room.left(), room.top() + line, room.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(figures).elidedText(words, Qt::ElideRight, int(room.width())));
}

void LabTurnCanvas::paintSockets(QPainter &painter, size_t turn, const models::SocketGrid &grid) const
{
    const QColor base = palette().color(QPalette::Base);
    const auto &marks = m_player.marks(turn);
    const SocketStamps stamps(grid.square(0).width(), palette(), devicePixelRatioF());
    for (size_t socket = 0; socket < marks.size(); ++socket) {
        const SocketShape shape = socket == 0 ? SocketShape::Listening : SocketShape::Client;
        stamps.paint(painter, grid.square(socket).topLeft(), marks[socket], shape);
    }
    const lab::Step *last = m_player.lastOf(turn);
    const auto at = last ? models::TurnPlayer::socketOf(*last) : std::nullopt;
    if (!at || *at >= marks.size())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(base, 4));
    const QRectF ring = grid.square(*at).adjusted(-2, -2, 2, 2);
    painter.drawRect(ring);
    painter.setPen(QPen(palette().color(QPalette::Text), 2));
    painter.drawRect(ring);
}

/// What goes down on the left, what comes back on the right.
void LabTurnCanvas::paintKernel(QPainter &painter, size_t turn, const QRectF &room) const
{
    const QColor text = palette().color(QPalette::Text);
    const double line = fontMetrics().height();
    const lab::Step *last = m_player.lastOf(turn);
    const QRectF band(room.left(), room.bottom() - line - 4, room.width(), line + 4);
    painter.setFont(font());
    painter.setPen(QPen(models::faded(text, palette().color(QPalette::Base)), 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(band.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(band, Qt::AlignCenter, tr("kernel"));
    if (!last)
        return;
    const models::KernelWords words = models::kernelWords(m_player.turns()[turn], *last, QLocale());
    const bool vain = !last->found;
    const QRectF above(room.left(), room.top(), room.width(), line + 4);
    const QFont figures = tabularFont(font());
    const QFontMetrics metrics(figures);
    const QString up = words.up + (vain ? QStringLiteral(" ✕") : QStringLiteral(" ↑"));
    const int left = int(room.width()) - metrics.horizontalAdvance(up) - int(LegendGap);
    painter.setFont(figures);
    painter.setPen(text);
    painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(QStringLiteral("↓ ") + words.down, Qt::ElideRight, left));
    painter.setPen(socketColour(vain ? SocketMark::Tried : SocketMark::Ready, palette()));
    painter.drawText(above, Qt::AlignRight | Qt::AlignVCenter, up);
}

void LabTurnCanvas::paintLegend(QPainter &painter) const
{
    const QFontMetrics metrics(font());
    const double side = metrics.ascent();
    const double top = height() - Margin - legendHeight();
    painter.setFont(font());
    for (const LegendItem &item : legend()) {
        const QPointF at(item.at.x(), top + item.at.y());
        paintSocket(painter, QRectF(at.x(), at.y() + 1, side, side), item.mark, item.shape, palette());
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(at + QPointF(side + LegendGap, metrics.ascent()), item.words);
    }
}

void LabTurnCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Space: emit wanted(Move::PlayOrPause); return;
    case Qt::Key_Right: emit wanted(far ? Move::NextTelling : Move::Forward); return;
    case Qt::Key_Left: emit wanted(far ? Move::PreviousTelling : Move::Back); return;
    case Qt::Key_Home: emit wanted(Move::Begin); return;
    case Qt::Key_End: emit wanted(Move::End); return;
    default: QWidget::keyPressEvent(event);
    }
}

void LabTurnCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    QWidget::mousePressEvent(event);
}

QString LabTurnCanvas::textAt(const QPointF &point) const
{
    for (size_t turn = 0; turn < m_player.turns().size(); ++turn) {
        if (const auto socket = panel(turn).grid.at(point))
            return tr("%1, %2").arg(lab::name(m_player.turns()[turn].loop),
                                    models::socketWords(*socket, m_player.marks(turn)[*socket], QLocale()));
    }
    return toolTip();
}

bool LabTurnCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
    return true;
}

} // namespace gui
