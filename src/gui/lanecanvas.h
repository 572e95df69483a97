// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/lanelabels.h"
#include "gui/lanepainter.h"
#include "models/lanewords.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>

namespace gui {

/// How high a lane is: as low as can be read, with room for request lines, with room for the backlog.
enum class LaneHeight : quint8 { Low, Middle, Tall };

/// The drawn part of the lanes: what is shown of a log, where, and what the person does to it with mouse and
/// keys. Draws at most once a frame, and only while it can be seen. Lives in the window's thread.
class LaneCanvas : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit LaneCanvas(const trace::Log &log, QWidget *parent = nullptr);

    void setFilter(const trace::Filter &filter);
    void setHighlight(const trace::Filter &filter);
    void setSelected(std::optional<quint64> connection, std::optional<quint64> exchange);
    void setSpan(std::optional<trace::TimeSpan> span);
    void setPaused(bool paused);
    void setServing(bool serving);
    void setIdleLimit(qint64 ns) { m_idleLimit = ns; }
    void setOrder(models::LaneOrder order);
    void setLaneHeight(LaneHeight height);
    void setFollowing(bool following);
    /// The room at the upper left that something else takes, in pixels.
    void setCorner(QSize size);

    [[nodiscard]] std::optional<quint64> connection() const { return m_connection; }
    [[nodiscard]] std::optional<quint64> exchange() const { return m_exchange; }
    [[nodiscard]] std::optional<trace::TimeSpan> span() const { return m_span; }
    [[nodiscard]] const models::TimeAxis &axis() const { return m_axis; }
    [[nodiscard]] models::LaneOrder order() const { return m_order; }
    [[nodiscard]] LaneHeight laneHeight() const { return m_height; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] const std::vector<models::LaneRow> &rows() const { return m_rows; }
    struct Mark
    {
        trace::ConnectionPtr connection; ///< null when it is not known
        trace::ExchangePtr exchange;
    };
    /// The records as they are shown.
    [[nodiscard]] Mark records(quint64 connection, std::optional<quint64> exchange) const;
    /// The place of that row in the viewport.
    [[nodiscard]] QRect rowRect(size_t row) const;
    /// The row of the selected lane.
    [[nodiscard]] std::optional<size_t> currentRow() const;
    /// What a screen reader says of a row: its lane, and of the selected one the selected request.
    [[nodiscard]] QString rowSentence(size_t row) const;

    /// factor below 1: closer; about the middle.
    void zoom(double factor);
    /// To the span, else the selected request, else everything.
    void fit();
    void showAll();
    void moveLane(int by); ///< selects the lane so many rows below
    /// Selects the next exchange of the lane in that direction, or the next one in trouble.
    void moveExchange(int by, bool onlyTrouble);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void connectionChosen(quint64 connection);
    void exchangeChosen(quint64 exchange, quint64 connection);
    void spanChosen(std::optional<trace::TimeSpan> span);
    void followingChanged(bool following);
    void watched(const std::vector<quint64> &connections);
    void menuRequested(quint64 connection, std::optional<quint64> exchange, QPoint global);
    void currentChanged(); ///< what is selected, or what can be said of it
    void emptyChanged(bool empty);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    /// What a pressed button does.
    enum class Drag : quint8 { None, Press, Span, Pan };
    struct Spot ///< what is under a point
    {
        std::optional<size_t> row;
        std::optional<models::LaneItem> item;
    };

    void schedule();
    void arrange();
    void arrangeRows();
    void noteTop();
    void arrangeBars();
    void moveBar(int value);
    void tellWatched();
    void restyle();
    void judgeSome();
    void setAxis(const models::TimeAxis &axis);
    void select(std::optional<quint64> connection, std::optional<quint64> exchange);
    void choose(const Spot &spot, double x);
    void revealExchange(const models::Bead &bead);
    void chooseSpan(std::optional<trace::TimeSpan> span);
    [[nodiscard]] trace::SteadyNs clock() const;
    [[nodiscard]] models::LaneMoment moment() const;
    [[nodiscard]] models::RowGeometry geometry() const;
    [[nodiscard]] LaneFrame frame() const;
    [[nodiscard]] Spot spotAt(QPoint place) const;
    [[nodiscard]] QString cardAt(QPoint place) const;
    [[nodiscard]] QString backlogCardAt(QPoint place, const Spot &spot) const;
    [[nodiscard]] QString headCardAt(QPoint place) const;
    [[nodiscard]] bool isOnEdge(double x, trace::SteadyNs edge) const;
    [[nodiscard]] double timeX(double viewportX) const { return viewportX - m_left; }
    [[nodiscard]] const models::Bead *currentBead() const;
    bool moveTime(int key, Qt::KeyboardModifiers modifiers);
    bool moveCurrent(int key, Qt::KeyboardModifiers modifiers);

    models::LaneBook m_book;
    std::vector<models::LaneRow> m_rows;
    models::TimeAxis m_axis;
    trace::SteadyNs m_now = 0;
    models::LaneOrder m_order;
    LaneHeight m_height = LaneHeight::Middle;
    LaneInk m_ink;
    std::unique_ptr<LaneLabels> m_labels; ///< in the font of now
    std::optional<quint64> m_connection;
    std::optional<quint64> m_exchange;
    std::optional<trace::TimeSpan> m_span;
    std::vector<quint64> m_watched;
    quint64 m_topLane = 0; ///< 0: a heading
    qint64 m_idleLimit = 0;
    bool m_following = true;
    bool m_serving = false;
    bool m_isEmpty = true;
    bool m_movesBars = false; ///< the bars move because the picture did

    QSize m_corner;
    int m_gate = 12;
    int m_left = 160;
    int m_ribbon = 20;
    int m_top = 30;
    int m_rowHeight = 22;

    Drag m_drag = Drag::None;
    QPoint m_pressed;
    QPoint m_last;
    trace::SteadyNs m_anchor = 0; ///< the edge of the span that stays
    double m_wheelRest = 0;
    QTimer m_frameTimer; ///< the next picture
    QTimer m_judgeTimer;
};

} // namespace gui
