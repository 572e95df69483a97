// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeslider.h"

#include "gui/icons.h"
#include "gui/tabular.h"
#include "gui/timesliderhandle.h"
#include "models/format.h"
#include "models/marks.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <chrono>

namespace gui {

using namespace std::chrono_literals;

namespace {

constexpr int StripHeight = 44;
constexpr int TicksApart = 90;

QString since(trace::SteadyNs time, trace::SteadyNs start)
{
    return time == start ? TimeSlider::tr("0 s") : models::format::duration(time - start, QLocale());
}

} // namespace

TimeSlider::TimeSlider(QWidget *parent)
    : QWidget(parent)
    , m_from(new TimeSliderHandle(this))
    , m_until(new TimeSliderHandle(this))
    , m_playButton(new QToolButton)
    , m_speed(new QComboBox)
    , m_words(new QLabel)
    , m_controls(new QWidget(this))
{
    setAccessibleName(tr("Time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeControls();
    makeHandles();
    setMinimumWidth(m_controls->sizeHint().width());
    setFixedHeight(StripHeight + fontMetrics().height() + m_controls->sizeHint().height());
    connect(&m_frame, &QTimer::timeout, this, &TimeSlider::play);
    say();
}

void TimeSlider::makeControls()
{
    auto *layout = new QHBoxLayout(m_controls);
    layout->setContentsMargins(6, 0, 6, 2);
    const auto add = [&](QToolButton *button, const QString &text, const QString &toolTip) {
        button->setText(text);
        button->setAccessibleName(toolTip);
        button->setToolTip(toolTip);
        button->setAutoRaise(true);
        layout->addWidget(button);
    };
    add(m_playButton, QString(), tr("Play (Space)"));
    connect(m_playButton, &QToolButton::clicked, this, [this] { setPlaying(!m_frame.isActive()); });
    m_playButton->setIcon(paletteIcon(QStringLiteral("start")));
    for (const int speed : {1, 10, 100})
        m_speed->addItem(tr("%1×").arg(speed), speed);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How fast it plays"));
    layout->addWidget(m_speed);
    auto *previous = new QToolButton;
    auto *next = new QToolButton;
    add(previous, QStringLiteral("◂"), tr("Back to the request before (,)"));
    add(next, QStringLiteral("▸"), tr("On to the next request (.)"));
    connect(previous, &QToolButton::clicked, this, [this] { emit stepChosen(m_shown.until, true); });
    connect(next, &QToolButton::clicked, this, [this] { emit stepChosen(m_shown.until, false); });
    m_words->setFont(tabularFont(font()));
    m_words->setAccessibleName(tr("What is shown"));
    layout->addWidget(m_words, 1);
}

void TimeSlider::makeHandles()
{
    const auto move = [this](bool isFrom, trace::SteadyNs time) {
        setPlaying(false);
        setSpan(isFrom ? trace::TimeSpan{std::min(time, m_shown.until), m_shown.until}
                       : trace::TimeSpan{m_shown.from, std::max(time, m_shown.from)});
    };
    for (TimeSliderHandle *handle : {m_from, m_until}) {
        const bool isFrom = handle == m_from;
        handle->setFixedHeight(StripHeight);
        connect(handle, &TimeSliderHandle::dragged, this,
                [this, move, isFrom](int x) { move(isFrom, scale().snapped(x)); });
        connect(handle, &QAbstractSlider::actionTriggered, this, [this, move, isFrom, handle] {
            const TimeScale thousandths{bounds(), 0, handle->maximum()};
            move(isFrom, thousandths.toTime(handle->sliderPosition()));
        });
    }
    setTabOrder(m_from, m_until);
}

TimeScale TimeSlider::scale() const
{
    const int margin = TimeSliderHandle::wide;
    return {bounds(), margin, std::max(1, width() - 2 * margin)};
}

void TimeSlider::append(const trace::Batch &batch)
{
    const trace::TimeSpan before = bounds();
    for (const trace::Record &record : batch) {
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            m_density.add(**exchange);
    }
    if (m_shown.from == before.from)
        m_shown.from = bounds().from;
    if (m_shown.until == before.until && !m_frame.isActive())
        m_shown.until = bounds().until;
    place();
    say();
    if (span() && before != bounds())
        emit spanChanged(span());
}

void TimeSlider::clear()
{
    setPlaying(false);
    m_density = {};
    m_shown = {};
    place();
    say();
    emit spanChanged(std::nullopt);
}

std::optional<trace::TimeSpan> TimeSlider::span() const
{
    return m_shown == bounds() ? std::nullopt : std::optional(m_shown);
}

void TimeSlider::setSpan(trace::TimeSpan span)
{
    span.from = std::clamp(span.from, bounds().from, bounds().until);
    span.until = std::clamp(span.until, span.from, bounds().until);
    if (span != m_shown) {
        m_shown = span;
        emit spanChanged(this->span());
    }
    place();
    say();
}

void TimeSlider::setPlaying(bool playing)
{
    if (playing == m_frame.isActive() || (playing && m_density.isEmpty()))
        return;
    m_playButton->setIcon(paletteIcon(playing ? QStringLiteral("pause") : QStringLiteral("start")));
    m_playButton->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_playButton->setAccessibleName(m_playButton->toolTip());
    if (!playing)
        return m_frame.stop();
    if (m_shown.until == bounds().until) // from the end on there is nothing to play
        setSpan({m_shown.from, m_shown.from});
    m_sinceFrame.start();
    m_frame.start(40ms);
}

void TimeSlider::play()
{
    setSpan(played(m_shown, bounds(), m_sinceFrame.nsecsElapsed(), m_speed->currentData().toInt()));
    m_sinceFrame.restart();
    if (m_shown.until == bounds().until)
        setPlaying(false);
}

void TimeSlider::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Space: return setPlaying(!m_frame.isActive());
    case Qt::Key_Comma: emit stepChosen(m_shown.until, true); return;
    case Qt::Key_Period: emit stepChosen(m_shown.until, false); return;
    case Qt::Key_Escape: return setSpan(bounds());
    default: QWidget::keyPressEvent(event);
    }
}

/// Handles and controls where they belong.
void TimeSlider::place()
{
    const TimeScale thousandths{bounds(), 0, m_from->maximum()};
    m_from->setValue(thousandths.toPixel(m_shown.from));
    m_until->setValue(bounds().until > bounds().from ? thousandths.toPixel(m_shown.until)
                                                     : m_until->maximum());
    const TimeScale pixels = scale();
    const int half = TimeSliderHandle::wide / 2;
    const int end
        = bounds().until > bounds().from ? pixels.toPixel(m_shown.until) : pixels.left + pixels.width;
    m_from->move(pixels.toPixel(m_shown.from) - half, 0);
    m_until->move(end - half, 0);
    // Where both are at the end only the first can still be moved.
    (m_shown.from == bounds().until ? m_from : m_until)->raise();
    const int top = StripHeight + fontMetrics().height();
    m_controls->setGeometry(0, top, width(), height() - top);
    update();
}

void TimeSlider::say()
{
    const trace::SteadyNs start = bounds().from;
    const QString all = since(bounds().until, start);
    m_from->setAccessibleName(tr("From %1 of %2").arg(since(m_shown.from, start), all));
    m_until->setAccessibleName(tr("Until %1 of %2").arg(since(m_shown.until, start), all));
    m_from->setToolTip(m_from->accessibleName());
    m_until->setToolTip(m_until->accessibleName());
    if (m_density.isEmpty())
        m_words->setText(tr("no requests yet"));
    else if (!span())
        m_words->setText(tr("all of %1").arg(all));
    else
        m_words->setText(
            tr("from %1 to %2 of %3").arg(since(m_shown.from, start), since(m_shown.until, start), all));
}

void TimeSlider::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void TimeSlider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const TimeScale pixels = scale();
    const QRect strip(pixels.left, 0, pixels.width, StripHeight);
    painter.fillRect(strip, palette().base());
    if (m_density.isEmpty())
        return;
    paintDensity(painter, pixels);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlpha(190);
    const int from = pixels.toPixel(m_shown.from);
    const int until = m_until->x() + TimeSliderHandle::wide / 2;
    painter.fillRect(QRect(strip.left(), 0, from - strip.left(), StripHeight), veil);
    painter.fillRect(QRect(until, 0, strip.right() + 1 - until, StripHeight), veil);
    paintTicks(painter, pixels);
}

/// A bar for every two pixels; errors are its foot, hatched so that the hue is not needed.
void TimeSlider::paintDensity(QPainter &painter, const TimeScale &scale) const
{
    constexpr int bar = 2;
    std::vector<TimeDensity::Slice> bars;
    for (int x = scale.left; x < scale.left + scale.width; x += bar)
        bars.push_back(m_density.between(scale.toTime(x), scale.toTime(x + bar) + 1));
    quint32 most = 1;
    for (const auto &slice : bars)
        most = std::max(most, slice.requests);
    const QColor base = palette().color(QPalette::Base);
    const QColor requests = models::faded(palette().color(QPalette::Text), base);
    const QBrush errors(models::colour(models::StatusKind::ClientError, base), Qt::Dense3Pattern);
    const auto high = [most](quint32 count) {
        return count == 0 ? 0 : std::max(2, int(quint64(count) * (StripHeight - 6) / most));
    };
    for (size_t i = 0; i < bars.size(); ++i) {
        const int x = scale.left + int(i) * bar;
        const int foot = high(bars[i].errors);
        const int top = std::max(foot, high(bars[i].requests));
        painter.fillRect(QRect(x, StripHeight - top, bar, top - foot), requests);
        painter.fillRect(QRect(x, StripHeight - foot, bar, foot), errors);
    }
}

void TimeSlider::paintTicks(QPainter &painter, const TimeScale &scale) const
{
    painter.setPen(palette().color(QPalette::WindowText));
    painter.setFont(tabularFont(font()));
    const int right = scale.left + scale.width;
    for (const trace::SteadyNs tick : scale.ticks(TicksApart)) {
        const int x = scale.toPixel(tick);
        painter.fillRect(QRect(x, StripHeight, 1, 3), painter.pen().color());
        if (x + TicksApart - 10 <= right)
            painter.drawText(QRect(x + 3, StripHeight, TicksApart, fontMetrics().height()), Qt::AlignLeft,
                             since(tick, scale.bounds.from));
    }
}

} // namespace gui
