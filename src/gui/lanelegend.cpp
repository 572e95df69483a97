// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanelegend.h"

#include "gui/lanepainter.h"
#include "models/lanewords.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace gui {

namespace {

using models::LaneItem;
using models::LaneShape;

/// One shape as it looks on a lane.
class Sample : public QWidget
{
public:
    Sample(const LaneItem &item, QWidget *parent)
        : QWidget(parent)
        , m_item(item)
    {
        const int line = fontMetrics().height();
        setFixedSize(line * 5 / 2, line + 6);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const LaneInk ink(palette(), (fontMetrics().height() * 3 / 4) | 1, devicePixelRatioF());
        painter.fillRect(rect(), ink.base());
        const QRectF room = QRectF(rect()).adjusted(4, 0, -4, 0);
        const bool isPoint = m_item.shape == LaneShape::ClosedByFin || m_item.shape == LaneShape::ClosedByRst
            || m_item.shape == LaneShape::Retransmit || m_item.shape == LaneShape::ZeroWindow
            || m_item.shape == LaneShape::Ready;
        paintLaneItem(painter, ink, m_item,
                      isPoint ? QRectF(room.center().x(), room.top(), 1, room.height()) : room, false);
    }

private:
    LaneItem m_item;
};

LaneItem shaped(LaneShape shape)
{
    LaneItem item;
    item.shape = shape;
    item.kind = models::StatusKind::Success;
    item.level = 1;
    item.byClient = true;
    item.count = 400;
    return item;
}

LaneItem bead(models::StatusKind kind)
{
    LaneItem item = shaped(LaneShape::Bead);
    item.kind = kind;
    return item;
}

/// Two columns: what happens on a connection, and how requests ended.
void addSamples(QGridLayout *grid, int column, const std::vector<std::pair<LaneItem, QString>> &samples)
{
    int row = 0;
    for (const auto &[item, text] : samples) {
        grid->addWidget(new Sample(item, grid->parentWidget()), row, column);
        grid->addWidget(new QLabel(text), row++, column + 1);
    }
}

} // namespace

LaneLegend::LaneLegend(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Lanes: shapes and keys"));
    auto *all = new QVBoxLayout(this);
    auto *shapes = new QWidget;
    auto *grid = new QGridLayout(shapes);
    grid->setContentsMargins({});
    std::vector<std::pair<LaneItem, QString>> states;
    for (const LaneShape shape :
         {LaneShape::AcceptWait, LaneShape::Listening, LaneShape::Head, LaneShape::Body, LaneShape::Deciding,
          LaneShape::Sending, LaneShape::Blocked, LaneShape::Held, LaneShape::Idle, LaneShape::HalfClosed,
          LaneShape::Draining})
        states.emplace_back(shaped(shape), models::word(shape));
    std::vector<std::pair<LaneItem, QString>> ends;
    for (const auto kind :
         {models::StatusKind::Success, models::StatusKind::Redirection, models::StatusKind::ClientError,
          models::StatusKind::ServerError, models::StatusKind::Broken, models::StatusKind::InProgress})
        ends.emplace_back(bead(kind), models::word(kind));
    LaneItem troubled = shaped(LaneShape::Run);
    troubled.troubles = 40;
    troubled.kind = models::StatusKind::ServerError;
    ends.emplace_back(shaped(LaneShape::Run), tr("several requests: the higher, the more"));
    ends.emplace_back(troubled, tr("the same, with errors among them"));
    for (const LaneShape shape :
         {LaneShape::Retransmit, LaneShape::ZeroWindow, LaneShape::ClosedByFin, LaneShape::ClosedByRst})
        ends.emplace_back(shaped(shape), models::word(shape));
    using Kind = trace::Transfer::Kind;
    for (const auto &[kind, text] : {std::pair(Kind::Read, tr("ready: bytes came")),
                                     {Kind::Write, tr("ready: the kernel took bytes")},
                                     {Kind::EmptyRead, tr("woken up, and nothing was there")},
                                     {Kind::FullBuffer, tr("the kernel's buffer was full")}}) {
        LaneItem tick = shaped(LaneShape::Ready);
        tick.transfer.kind = kind;
        states.emplace_back(tick, text);
    }
    addSamples(grid, 0, states);
    addSamples(grid, 2, ends);
    grid->setColumnMinimumWidth(1, 200);
    all->addWidget(shapes);

    auto *words
        = new QLabel(tr("<p>Above the lanes: how late each loop was; a stall is a band through all "
                        "lanes.<br>At the left edge: "
                        "how many connections wait to be accepted.</p>"
                        "<p><b>W S</b> closer, further &nbsp; <b>A D</b> earlier, later &nbsp; <b>F</b> fit "
                        "what is selected &nbsp; "
                        "<b>↑ ↓</b> lanes<br><b>, .</b> requests of the lane (with Shift: errors) &nbsp; "
                        "<b>Space</b> follow &nbsp; "
                        "<b>Home End</b> first, now &nbsp; <b>Esc</b> clear<br>"
                        "Drag to select a time; Shift and drag to move; Ctrl and wheel to zoom.</p>"));
    words->setWordWrap(true);
    all->addWidget(words);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    all->addWidget(buttons);
}

} // namespace gui
