// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanecanvas.h"

#include <QKeyEvent>
#include <QScrollBar>

// The keys of the lanes, and what they move: the time shown, the lane and the exchange selected.

namespace gui {

namespace {

constexpr double zoomStep = 1.5;
constexpr double marginShare = 0.05; ///< of the time fitted, on each side

models::TimeAxis fitted(trace::TimeSpan span, double width)
{
    const auto margin = qint64(double(std::max<qint64>(span.until - span.from, 1000)) * marginShare);
    return {{span.from - margin, span.until + margin}, width};
}

} // namespace

void LaneCanvas::zoom(double factor)
{
    if (!m_following) {
        setAxis(m_axis.zoomed(factor, m_axis.width() / 2));
        return;
    }
    m_axis = m_axis.zoomed(factor, m_axis.width());
    arrange();
}

void LaneCanvas::showAll()
{
    if (!m_book.lanes().empty())
        setAxis(fitted({m_book.extent().from, std::max(clock(), m_book.extent().until)}, m_axis.width()));
    arrange();
}

void LaneCanvas::fit()
{
    const models::Bead *bead = currentBead();
    const models::Lane *lane = m_connection ? m_book.find(*m_connection) : nullptr;
    if (m_span)
        setAxis(fitted(*m_span, m_axis.width()));
    else if (bead)
        setAxis(fitted({bead->start, std::min(bead->end, m_now)}, m_axis.width()));
    else if (lane)
        setAxis(fitted({lane->start(), std::min(lane->end(), m_now)}, m_axis.width()));
    else
        showAll();
}

const models::Bead *LaneCanvas::currentBead() const
{
    const models::Lane *lane = m_connection ? m_book.find(*m_connection) : nullptr;
    const auto index = lane && m_exchange ? lane->indexOf(*m_exchange) : std::nullopt;
    return index ? &lane->beads[*index] : nullptr;
}

LaneCanvas::Mark LaneCanvas::records(quint64 connection, std::optional<quint64> exchange) const
{
    const models::Lane *lane = m_book.find(connection);
    if (!lane)
        return {};
    const auto index = exchange ? lane->indexOf(*exchange) : std::nullopt;
    return {lane->connection, index ? lane->beads[*index].record : nullptr};
}

std::optional<size_t> LaneCanvas::currentRow() const
{
    if (!m_connection)
        return std::nullopt;
    if (!m_order.byClient) {
        const auto row = models::rowFrom(m_rows, m_order, *m_connection);
        return row && m_rows[*row].lane->id == *m_connection ? row : std::nullopt;
    }
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [this](const models::LaneRow &each) {
        return each.lane && m_connection == each.lane->id;
    });
    return row == m_rows.end() ? std::nullopt : std::optional(size_t(row - m_rows.begin()));
}

QRect LaneCanvas::rowRect(size_t row) const
{
    return {0, geometry().y(qsizetype(row)), viewport()->width(), m_rowHeight};
}

QString LaneCanvas::rowSentence(size_t row) const
{
    const models::LaneRow &shown = m_rows[row];
    if (!shown.lane)
        return tr("%1: %n connection(s)", nullptr, shown.lanes).arg(QString::fromLatin1(shown.client));
    const QString sentence = models::laneSentence(*shown.lane, moment(), locale());
    const models::Bead *bead = m_connection == shown.lane->id ? currentBead() : nullptr;
    return bead ? models::beadSentence(*bead, moment(), locale()) + u' ' + sentence : sentence;
}

void LaneCanvas::setSelected(std::optional<quint64> connection, std::optional<quint64> exchange)
{
    if (m_connection == connection && m_exchange == exchange)
        return;
    m_connection = connection;
    m_exchange = exchange;
    if (m_rows.empty())
        arrange();
    if (const auto row = currentRow())
        verticalScrollBar()->setValue(geometry().scrolledToShow(*row));
    if (const models::Bead *bead = currentBead())
        revealExchange(*bead);
    schedule();
    emit currentChanged();
}

/// As setSelected(), and says so.
void LaneCanvas::select(std::optional<quint64> connection, std::optional<quint64> exchange)
{
    setSelected(connection, exchange);
    if (!connection)
        return;
    if (exchange)
        emit exchangeChosen(*exchange, *connection);
    else
        emit connectionChosen(*connection);
}

/// Pans as little as it takes. While following, what has not left the picture stays where it is.
void LaneCanvas::revealExchange(const models::Bead &bead)
{
    const double from = m_axis.x(bead.start);
    const double until = m_axis.x(std::min(bead.end, m_now));
    if (until < 0)
        setAxis(m_axis.panned(from - m_axis.width() / 4));
    else if (from > m_axis.width())
        setAxis(m_axis.panned(std::min(until - m_axis.width() * 3 / 4, from - m_axis.width() / 4)));
}

void LaneCanvas::moveLane(int by)
{
    if (m_rows.empty())
        return;
    const auto last = qsizetype(m_rows.size()) - 1;
    const auto current = currentRow();
    const auto first = qsizetype(geometry().visible(m_rows.size()).first);
    qsizetype row = current ? qsizetype(*current) + by : (by > 0 ? first : last);
    row = std::clamp<qsizetype>(row, 0, last);
    while (row >= 0 && row <= last && !m_rows[size_t(row)].lane) // headings are stepped over
        row += by > 0 ? 1 : -1;
    if (row >= 0 && row <= last)
        select(m_rows[size_t(row)].lane->id, {});
}

void LaneCanvas::moveExchange(int by, bool onlyTrouble)
{
    if (!m_connection)
        moveLane(1);
    const models::Lane *lane = m_connection ? m_book.find(*m_connection) : nullptr;
    if (!lane || lane->beads.empty())
        return;
    const auto count = qsizetype(lane->beads.size());
    const auto current = m_exchange ? lane->indexOf(*m_exchange) : std::nullopt;
    // Without one selected, from the middle of what is shown.
    const auto middle = qsizetype(lane->firstStarting(m_axis.at(m_axis.width() / 2)));
    qsizetype index = current ? qsizetype(*current) + by : std::clamp<qsizetype>(middle, 0, count - 1);
    while (index >= 0 && index < count && onlyTrouble && !models::isTrouble(lane->beads[size_t(index)].kind))
        index += by;
    if (index >= 0 && index < count)
        select(lane->id, lane->beads[size_t(index)].record->id);
}

void LaneCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool isOurs = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isOurs
        && (moveTime(event->key(), event->modifiers()) || moveCurrent(event->key(), event->modifiers()))) {
        event->accept();
        return;
    }
    event->ignore();
}

bool LaneCanvas::moveTime(int key, Qt::KeyboardModifiers)
{
    const double step = m_axis.width() / 8;
    switch (key) {
    case Qt::Key_W:
    case Qt::Key_Plus: zoom(1 / zoomStep); return true;
    case Qt::Key_S:
    case Qt::Key_Minus: zoom(zoomStep); return true;
    case Qt::Key_A:
    case Qt::Key_Left: setAxis(m_axis.panned(-step)); return true;
    case Qt::Key_D:
    case Qt::Key_Right: setAxis(m_axis.panned(step)); return true;
    case Qt::Key_F: fit(); return true;
    case Qt::Key_Home:
        setAxis(
            m_axis.panned(double(m_book.extent().from - m_axis.span().from) / m_axis.nsPerPixel() - step));
        return true;
    case Qt::Key_End: setFollowing(true); return true;
    case Qt::Key_Space: setFollowing(!m_following); return true;
    default: return false;
    }
}

bool LaneCanvas::moveCurrent(int key, Qt::KeyboardModifiers modifiers)
{
    const int page = std::max((viewport()->height() - m_top) / m_rowHeight - 1, 1);
    const bool isShifted = modifiers & Qt::ShiftModifier;
    switch (key) {
    case Qt::Key_Up: moveLane(-1); return true;
    case Qt::Key_Down: moveLane(1); return true;
    case Qt::Key_PageUp: moveLane(-page); return true;
    case Qt::Key_PageDown: moveLane(page); return true;
    case Qt::Key_Period:
    case Qt::Key_Greater:
    case Qt::Key_Colon: moveExchange(1, isShifted); return true;
    case Qt::Key_Comma:
    case Qt::Key_Less:
    case Qt::Key_Semicolon: moveExchange(-1, isShifted); return true;
    case Qt::Key_Escape:
        if (m_span)
            chooseSpan({});
        else if (m_exchange && m_connection)
            select(m_connection, {});
        else
            return false;
        return true;
    default: return false;
    }
}

} // namespace gui
