// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/readinessroll.h"

#include "gui/backlogbar.h"
#include "gui/graphicaccess.h"
#include "models/connectionstory.h"
#include "models/format.h"
#include "models/marks.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gui {

using trace::Transfer;
using Kind = trace::Transfer::Kind;

namespace {

// Okabe and Ito.
constexpr QRgb ReadHue = 0xff0072b2;
constexpr QRgb WriteHue = 0xff009e73;
constexpr int Margin = 6;
constexpr double NearestPixels = 6;

double heightOf(qint64 bytes, double most)
{
    constexpr double log2OfGiB = 30;
    return std::clamp(std::log2(double(std::max<qint64>(1, bytes)) + 1) / log2OfGiB * most, 3.0, most);
}

QString sentence(const Transfer &transfer)
{
    const QLocale locale;
    const QString bytes = models::format::bytes(transfer.bytes, locale);
    switch (transfer.kind) {
    case Kind::Read: return ReadinessRoll::tr("read %1, turns: %L2").arg(bytes).arg(transfer.turns);
    case Kind::Write: return ReadinessRoll::tr("wrote %1, turns: %L2").arg(bytes).arg(transfer.turns);
    case Kind::EmptyRead: return ReadinessRoll::tr("woken up to read, for nothing");
    case Kind::FullBuffer:
        return ReadinessRoll::tr("the kernel's buffer was full, %1 still with us").arg(bytes);
    }
    return {};
}

} // namespace

trace::Transfers transfersOf(const trace::Exchange &exchange)
{
    if (!exchange.extras->transfers.empty())
        return exchange.extras->transfers;
    trace::Transfers list;
    const qint64 received = exchange.requestHead.size() + exchange.extras->requestBody.size();
    if (received > 0)
        list.push_back({exchange.timings.firstByte, received, 1, Kind::Read});
    if (exchange.responseBytes > 0)
        list.push_back({exchange.timings.firstSent, exchange.responseBytes, 1, Kind::Write});
    return list;
}

ReadinessRoll::ReadinessRoll(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
}

QSize ReadinessRoll::sizeHint() const
{
    return {200, 5 * fontMetrics().height()};
}

void ReadinessRoll::setContent(Content content)
{
    m_content = std::move(content);
    quint64 reads = 0, writes = 0, useless = 0;
    for (const Transfer &transfer : m_content.transfers) {
        reads += transfer.kind == Kind::Read ? transfer.turns : 0;
        writes += transfer.kind == Kind::Write ? transfer.turns : 0;
        useless += transfer.kind == Kind::EmptyRead || transfer.kind == Kind::FullBuffer ? transfer.turns : 0;
    }
    makeGraphic(this, tr("Readiness of the socket"));
    setAccessibleDescription(
        tr("%L1 reads, %L2 writes, %L3 wake-ups that moved nothing; the figures stand beside it.")
            .arg(reads)
            .arg(writes)
            .arg(useless));
    update();
}

double ReadinessRoll::x(trace::SteadyNs time) const
{
    const double length = double(std::max<qint64>(1, m_content.span.until - m_content.span.from));
    return Margin + double(time - m_content.span.from) / length * (width() - 2 * Margin);
}

void ReadinessRoll::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().base());
    const QRectF room = QRectF(rect()).adjusted(Margin, Margin, -Margin, -Margin);
    paintBacklog(painter, room);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(QPointF(room.left(), room.center().y()), QPointF(room.right(), room.center().y()));
    paintTransfers(painter, room);
}

/// Three areas one on the other: what is on its way, in the kernel, and with us.
void ReadinessRoll::paintBacklog(QPainter &painter, const QRectF &room) const
{
    qint64 most = 1;
    for (const auto &sample : m_content.samples)
        most = std::max(most, models::backlogOf(*sample).total());
    const auto area = [&](auto value, QRgb hue) {
        QPainterPath path(QPointF(room.left(), room.bottom()));
        double last = room.bottom();
        for (const auto &sample : m_content.samples) {
            path.lineTo(x(sample->at), last);
            last = room.bottom() - double(value(models::backlogOf(*sample))) / double(most) * room.height();
            path.lineTo(x(sample->at), last);
        }
        path.lineTo(m_content.samples.empty() ? room.left() : x(m_content.samples.back()->at), room.bottom());
        painter.fillPath(path, palette().base()); // so that the areas do not mix
        QColor colour = QColor::fromRgb(hue);
        colour.setAlphaF(0.35F);
        painter.fillPath(path, colour);
    };
    using models::Backlog;
    const auto [ours, kernel, inFlight] = backlogHues;
    area([](const Backlog &backlog) { return backlog.total(); }, ours);
    area([](const Backlog &backlog) { return backlog.kernel + backlog.inFlight; }, kernel);
    area([](const Backlog &backlog) { return backlog.inFlight; }, inFlight);
}

void ReadinessRoll::paintTransfers(QPainter &painter, const QRectF &room) const
{
    const double middle = room.center().y(), most = room.height() / 2 - 1;
    const QColor ground = palette().color(QPalette::Base);
    for (const Transfer &transfer : m_content.transfers) {
        const bool up = transfer.kind == Kind::Write || transfer.kind == Kind::FullBuffer;
        const bool hollow = transfer.kind == Kind::EmptyRead || transfer.kind == Kind::FullBuffer;
        const double height = hollow ? most / 3 : heightOf(transfer.bytes, most);
        const QColor hue = models::readable(QColor::fromRgb(up ? WriteHue : ReadHue), ground);
        const QRectF bar(x(transfer.at) - 1.5, up ? middle - height : middle, 3, height);
        painter.setPen(QPen(hue, 1));
        painter.setBrush(hollow ? QBrush(ground) : QBrush(hue));
        painter.drawRect(bar);
    }
}

QString ReadinessRoll::textAt(double at) const
{
    const auto distance = [&](const Transfer &transfer) { return std::abs(x(transfer.at) - at); };
    const auto nearest
        = std::min_element(m_content.transfers.begin(), m_content.transfers.end(),
                           [&](const Transfer &a, const Transfer &b) { return distance(a) < distance(b); });
    if (nearest == m_content.transfers.end() || distance(*nearest) > NearestPixels)
        return {};
    return tr("After %1: %2")
        .arg(models::format::exactDuration(nearest->at - m_content.span.from, QLocale()), sentence(*nearest));
}

bool ReadinessRoll::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos().x()), this);
    return true;
}

} // namespace gui
