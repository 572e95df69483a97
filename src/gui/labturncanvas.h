// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/socketmarks.h"
#include "models/socketgrid.h"
#include "models/turnplayer.h"

#include <QWidget>

namespace gui {

/// Draws one turn of each loop beside the others: the sockets as squares with what has come to them so far,
/// and what goes down to the kernel and comes back. Space plays and pauses, Left and Right step, with Ctrl to
/// what is not one more try in vain, Home and End go to the ends: the keys are told, not acted on.
class LabTurnCanvas : public QWidget
{
    Q_OBJECT
public:
    /// The player must outlive this.
    explicit LabTurnCanvas(const models::TurnPlayer &player, QWidget *parent = nullptr);

    /// The player has moved; what happens in words, for screen readers.
    void follow(const QString &caption);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    enum class Move : quint8 { PlayOrPause, Forward, Back, NextTelling, PreviousTelling, Begin, End };

signals:
    void wanted(gui::LabTurnCanvas::Move move);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Where the parts of one turn stand.
    struct Panel
    {
        QRectF head;
        QRectF kernel;
        models::SocketGrid grid;
    };
    [[nodiscard]] Panel panel(size_t turn) const;
    struct LegendItem
    {
        models::SocketMark mark;
        SocketShape shape;
        QString words;
        QPointF at;
    };
    [[nodiscard]] std::vector<LegendItem> legend() const;
    [[nodiscard]] double legendHeight() const;
    void paintTurn(QPainter &painter, size_t turn) const;
    void paintHead(QPainter &painter, size_t turn, const QRectF &room) const;
    void paintKernel(QPainter &painter, size_t turn, const QRectF &room) const;
    void paintSockets(QPainter &painter, size_t turn, const models::SocketGrid &grid) const;
    void paintLegend(QPainter &painter) const;
    [[nodiscard]] QString textAt(const QPointF &point) const;

    const models::TurnPlayer &m_player;
};

} // namespace gui
