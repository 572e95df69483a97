// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanecanvas.h"

#include "trace/steadyclock.h"

#include <QDateTime>
#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

#include <chrono>
#include <cmath>

namespace gui {

using namespace std::chrono_literals;

namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 firstLengthNs = 30'000 * nsPerMs; ///< shown while following, until the person zooms
constexpr size_t judgedAtOnce = 20'000;            ///< beads; a few ms
constexpr size_t mostWatched = 50;
constexpr auto frameTime = 16ms;

} // namespace

LaneCanvas::LaneCanvas(const trace::Log &log, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_book(log)
    , m_axis({0, firstLengthNs}, 1)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else the width of time would change with the lanes
    m_frameTimer.setSingleShot(true);
    m_judgeTimer.setSingleShot(true);
    connect(&m_frameTimer, &QTimer::timeout, this, &LaneCanvas::arrange);
    connect(&m_judgeTimer, &QTimer::timeout, this, &LaneCanvas::judgeSome);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &LaneCanvas::moveBar);
    connect(&log, &trace::Log::changed, this, [this](const trace::LogChange &change) {
        m_book.logChanged(change);
        if (m_book.isPaused())
            return;
        m_rows.clear(); // their lanes may be gone
        if (isVisible())
            arrange();
    });
    restyle();
}

/// The next picture, a frame from now at most.
void LaneCanvas::schedule()
{
    if (isVisible() && (!m_frameTimer.isActive() || m_frameTimer.remainingTimeAsDuration() > frameTime))
        m_frameTimer.start(frameTime);
}

trace::SteadyNs LaneCanvas::clock() const
{
    if (m_book.isPaused())
        return m_now;
    const trace::SteadyNs latest = m_book.extent().until;
    if (!m_serving)
        return latest;
    return std::max(latest, trace::steadyNow());
}

/// Brings everything that depends on the moment up to date, and draws it.
void LaneCanvas::arrange()
{
    m_now = clock();
    const double width = std::max(viewport()->width() - m_left, 1);
    // Before it is first laid out, a pixel stands for all the time there is to be shown.
    m_axis = m_axis.width() > 1 ? m_axis.resized(width) : models::TimeAxis(m_axis.span(), width);
    if (m_following)
        m_axis = m_axis.endingAt(m_now).panned(m_ink.glyphSize() * 1.5
                                               + 4); // the mark of an end may stand there
    arrangeRows();
    arrangeBars();
    tellWatched();
    if (const bool isEmpty = m_book.lanes().empty(); isEmpty != m_isEmpty) {
        m_isEmpty = isEmpty;
        emit emptyChanged(isEmpty);
    }
    viewport()->update();
    // What runs grows by a pixel in that time; no need to draw it more often.
    if (m_serving && isVisible() && !m_book.isPaused() && !m_book.lanes().empty())
        m_frameTimer.start(std::clamp<int>(int(m_axis.nsPerPixel() / double(nsPerMs)), 33, 1000));
}

/// The lane at the top stays there while others come and go, unless the newest are followed at the bottom.
void LaneCanvas::arrangeRows()
{
    QScrollBar *bar = verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    const int offset = bar->value() % m_rowHeight;
    const quint64 topId = m_topLane;
    m_rows = models::laneRows(m_book, m_order, m_axis.span());

    m_movesBars = true;
    const int room = viewport()->height() - m_top;
    bar->setPageStep(std::max(room, 1));
    bar->setSingleStep(m_rowHeight);
    bar->setRange(0, std::max(int(m_rows.size()) * m_rowHeight - room, 0));
    if (atEnd && m_following) {
        bar->setValue(bar->maximum());
    } else if (topId > 0) {
        if (const auto same = models::rowFrom(m_rows, m_order, topId))
            bar->setValue(int(*same) * m_rowHeight + offset);
    }
    m_movesBars = false;
    noteTop();
}

/// Which lane is at the top, by its id: rows do not outlive a change of the log.
void LaneCanvas::noteTop()
{
    const auto row = size_t(verticalScrollBar()->value() / m_rowHeight);
    m_topLane = row < m_rows.size() && m_rows[row].lane ? m_rows[row].lane->id : 0;
}

void LaneCanvas::arrangeBars()
{
    const trace::TimeSpan all = m_book.extent();
    const trace::TimeSpan shown = m_axis.span();
    const trace::SteadyNs from = std::min(all.from, shown.from);
    const trace::SteadyNs until = std::max({all.until, m_now, shown.until});
    const double unit = std::max(double(until - from) / 1e8, m_axis.nsPerPixel());
    m_movesBars = true;
    QScrollBar *bar = horizontalScrollBar();
    bar->setPageStep(std::max(int(double(m_axis.lengthNs()) / unit), 1));
    bar->setSingleStep(std::max(bar->pageStep() / 10, 1));
    bar->setRange(0, std::max(int(double(until - from - m_axis.lengthNs()) / unit), 0));
    bar->setValue(int(double(shown.from - from) / unit));
    m_movesBars = false;
}

/// The person moved the bar of time; at its end they are back at now.
void LaneCanvas::moveBar(int value)
{
    if (m_movesBars)
        return;
    const QScrollBar *bar = horizontalScrollBar();
    if (value == bar->maximum() && m_serving) {
        setFollowing(true);
        return;
    }
    const trace::SteadyNs from = std::min(m_book.extent().from, m_axis.span().from);
    const trace::SteadyNs until = std::max({m_book.extent().until, m_now, m_axis.span().until});
    const double unit = std::max(double(until - from) / 1e8, m_axis.nsPerPixel());
    const trace::SteadyNs wanted = from + std::llround(value * unit);
    setAxis(m_axis.panned(double(wanted - m_axis.span().from) / m_axis.nsPerPixel()));
}

void LaneCanvas::tellWatched()
{
    std::vector<quint64> ids;
    const auto add = [&ids](const models::Lane *lane) {
        const bool isOpen = lane && lane->connection && lane->connection->state != trace::State::Closed;
        if (isOpen && ids.size() < mostWatched && std::find(ids.begin(), ids.end(), lane->id) == ids.end())
            ids.push_back(lane->id);
    };
    if (m_connection)
        add(m_book.find(*m_connection));
    const auto range = geometry().visible(m_rows.size());
    for (size_t row = range.first; isVisible() && row < range.end; ++row)
        add(m_rows[row].lane);
    std::sort(ids.begin(), ids.end());
    if (ids == m_watched)
        return;
    m_watched = ids;
    emit watched(m_watched);
}

void LaneCanvas::restyle()
{
    const QFontMetrics metrics(font());
    const int line = metrics.height();
    switch (m_height) {
    case LaneHeight::Low: m_rowHeight = std::max(line - 2, 12); break;
    case LaneHeight::Middle: m_rowHeight = line + 8; break;
    case LaneHeight::Tall: m_rowHeight = 2 * line + 18; break;
    }
    m_gate = std::max(line * 2 / 3, 10);
    m_ribbon = line + 6;
    m_top = std::max(m_ribbon + line * 2 / 3 + 2, m_corner.height());
    m_left = std::max(m_gate + metrics.horizontalAdvance(QStringLiteral("M 8,888 192.168.888.888:88888")),
                      m_corner.width());
    const int glyph = std::clamp(line * 3 / 4, 9, m_rowHeight - 4) | 1;
    m_ink = LaneInk(palette(), glyph, devicePixelRatioF());
    m_labels = std::make_unique<LaneLabels>(font());
    schedule();
}

void LaneCanvas::setFilter(const trace::Filter &filter)
{
    m_book.setFilter(filter);
    judgeSome();
}

void LaneCanvas::setHighlight(const trace::Filter &filter)
{
    m_book.setHighlight(filter);
    judgeSome();
}

void LaneCanvas::judgeSome()
{
    if (m_book.judge(judgedAtOnce))
        m_judgeTimer.start(1ms);
    schedule();
}

void LaneCanvas::setPaused(bool paused)
{
    if (paused)
        m_now = clock();
    m_book.setPaused(paused);
    m_rows.clear();
    arrange();
}

void LaneCanvas::setServing(bool serving)
{
    m_serving = serving;
    schedule();
}

void LaneCanvas::setOrder(models::LaneOrder order)
{
    m_order = order;
    arrange();
}

void LaneCanvas::setLaneHeight(LaneHeight height)
{
    m_height = height;
    restyle();
    arrange();
}

void LaneCanvas::setCorner(QSize size)
{
    m_corner = size;
    restyle();
}

void LaneCanvas::setFollowing(bool following)
{
    const bool isChange = m_following != following;
    m_following = following;
    if (following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    arrange();
    if (isChange)
        emit followingChanged(following);
}

/// The person looks somewhere else: followed no more, unless now is where they look.
void LaneCanvas::setAxis(const models::TimeAxis &axis)
{
    m_axis = axis;
    setFollowing(false);
}

models::LaneMoment LaneCanvas::moment() const
{
    return {m_now, m_book.wallOffset(), m_serving ? m_idleLimit : 0};
}

models::RowGeometry LaneCanvas::geometry() const
{
    return {m_rowHeight, m_top, viewport()->height(), verticalScrollBar()->value()};
}

LaneFrame LaneCanvas::frame() const
{
    LaneFrame frame;
    frame.book = &m_book;
    frame.rows = &m_rows;
    frame.labels = m_labels.get();
    frame.geometry = geometry();
    frame.axis = m_axis;
    frame.now = m_now;
    frame.size = viewport()->size();
    frame.gate = m_gate;
    frame.left = m_left;
    frame.ribbon = m_ribbon;
    const qint64 wall = m_book.wallOffset();
    const QDateTime there = QDateTime::fromMSecsSinceEpoch((m_now + wall) / nsPerMs);
    frame.localOffset = wall + (wall ? there.offsetFromUtc() * 1000 * nsPerMs : 0);
    frame.connection = m_connection;
    frame.exchange = m_exchange;
    frame.span = m_span;
    frame.hasFilter = m_book.hasFilter();
    frame.hidesUnmatched = m_order.onlyMatching && m_book.hasFilter();
    frame.hasFocus = hasFocus();
    return frame;
}

void LaneCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    paintLanes(painter, m_ink, frame());
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

void LaneCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (isVisible())
        arrange();
}

void LaneCanvas::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (!m_serving && !m_book.lanes().empty() && m_now == 0)
        showAll();
    else
        arrange();
}

void LaneCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void LaneCanvas::scrollContentsBy(int, int)
{
    if (m_movesBars)
        return;
    noteTop();
    schedule();
    viewport()->update();
}

QSize LaneCanvas::sizeHint() const
{
    return {800, m_top + 6 * m_rowHeight};
}

QSize LaneCanvas::minimumSizeHint() const
{
    return {m_left + 120, m_top + 2 * m_rowHeight};
}

} // namespace gui
