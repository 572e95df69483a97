// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labturnview.h"

#include "gui/icons.h"
#include "gui/labtextview.h"
#include "gui/tabular.h"
#include "models/turnwords.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace gui {

using namespace std::chrono_literals;
using Move = LabTurnCanvas::Move;

namespace {

constexpr QLatin1String IdleKey("lab/turnIdle");
constexpr auto Frame = 16ms;
constexpr int UsualIdle = 200;
constexpr int MostIdle = 1000;      ///< squares that can be told apart
constexpr int SliderPerDecade = 20; ///< steps of the slider
constexpr int LeastDecades = 1;     ///< ten times slower
constexpr int MostDecades = 6;      ///< a million times
constexpr double UsualLength
    = 15e9; ///< ns that the longest turn takes to play, unless a person says otherwise

/// Whether the person wants things to move by themselves.
bool wantsAnimations(const QWidget *widget)
{
    return QApplication::isEffectEnabled(Qt::UI_General)
        && widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) > 0;
}

} // namespace

LabTurnView::LabTurnView(QWidget *parent)
    : QWidget(parent)
    , m_idle(new QSpinBox)
    , m_record(new QPushButton(tr("Record")))
    , m_speed(new QSlider(Qt::Horizontal))
    , m_speedWords(new QLabel)
    , m_canvas(new LabTurnCanvas(m_player))
    , m_caption(new QLabel)
    , m_text(new LabTextView)
    , m_splitter(new QSplitter)
{
    auto *row = new QHBoxLayout;
    makeRecording(*row);
    row->addSpacing(12);
    makeMoves(*row);
    row->addSpacing(12);
    makeSpeed(*row);
    row->addStretch(1);
    m_caption->setObjectName(QStringLiteral("caption"));
    m_caption->setAccessibleName(tr("What happens"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_caption->setFont(tabularFont(font()));
    m_caption->setFixedHeight(2 * m_caption->fontMetrics().height()
                              + 4); // so that nothing jumps while it plays
    auto *shown = new QWidget;
    auto *column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_caption);
    m_splitter->addWidget(shown);
    m_splitter->addWidget(m_text);
    m_splitter->setCollapsible(0, false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({720, 280});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(row);
    layout->addWidget(m_splitter, 1);
    connect(&m_frame, &QTimer::timeout, this, &LabTurnView::play);
    connect(m_canvas, &LabTurnCanvas::wanted, this, &LabTurnView::move);
    refresh();
}

void LabTurnView::makeRecording(QHBoxLayout &row)
{
    m_idle->setObjectName(QStringLiteral("turnIdle"));
    m_idle->setAccessibleName(tr("Silent clients in the turn"));
    m_idle->setToolTip(tr("How many clients say nothing while one asks"));
    m_idle->setRange(0, MostIdle);
    m_idle->setValue(UsualIdle);
    m_record->setObjectName(QStringLiteral("record"));
    m_record->setAccessibleName(m_record->text());
    m_record->setToolTip(tr("Let one client ask, and record what each of the chosen loops does"));
    connect(m_record, &QPushButton::clicked, this, [this] { emit recordWanted(m_idle->value()); });
    row.addWidget(new QLabel(tr("Silent clients")));
    row.addWidget(m_idle);
    row.addWidget(m_record);
}

void LabTurnView::makeMoves(QHBoxLayout &row)
{
    const auto add = [&](const QString &text, const QString &name, const QString &toolTip, Move what) {
        auto *button = new QToolButton;
        button->setText(text);
        button->setObjectName(name);
        button->setAccessibleName(toolTip);
        button->setToolTip(toolTip);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, [this, what] { move(what); });
        row.addWidget(button);
        m_moves.push_back(button);
        return button;
    };
    add(QStringLiteral("⏮"), QStringLiteral("begin"), tr("To the beginning (Home)"), Move::Begin);
    add(QStringLiteral("◂◂"), QStringLiteral("previousTelling"),
        tr("Back over the tries in vain (Ctrl+Left)"), Move::PreviousTelling);
    add(QStringLiteral("◂"), QStringLiteral("back"), tr("One step back (Left)"), Move::Back);
    m_playButton = add({}, QStringLiteral("play"), tr("Play (Space)"), Move::PlayOrPause);
    add(QStringLiteral("▸"), QStringLiteral("forward"), tr("One step on (Right)"), Move::Forward);
    add(QStringLiteral("▸▸"), QStringLiteral("nextTelling"), tr("On over the tries in vain (Ctrl+Right)"),
        Move::NextTelling);
    add(QStringLiteral("⏭"), QStringLiteral("end"), tr("To the end (End)"), Move::End);
}

void LabTurnView::makeSpeed(QHBoxLayout &row)
{
    m_speed->setObjectName(QStringLiteral("slowness"));
    m_speed->setAccessibleName(tr("Slow motion"));
    m_speed->setToolTip(tr("How much slower than it happened: further right is slower"));
    m_speed->setRange(LeastDecades * SliderPerDecade, MostDecades * SliderPerDecade);
    m_speed->setValue(4 * SliderPerDecade);
    m_speed->setPageStep(SliderPerDecade / 2);
    m_speed->setFixedWidth(110);
    m_speedWords->setFont(tabularFont(font()));
    m_speedWords->setMinimumWidth(
        m_speedWords->fontMetrics().horizontalAdvance(models::slowness(8'888'888, QLocale())));
    connect(m_speed, &QSlider::valueChanged, this, &LabTurnView::refresh);
    row.addWidget(m_speed);
    row.addWidget(m_speedWords);
}

double LabTurnView::slowness() const
{
    return std::pow(10.0, double(m_speed->value()) / SliderPerDecade);
}

/// So that the longest turn can be watched, and is over before it is tiresome.
void LabTurnView::fitSpeed()
{
    const double factor = UsualLength / std::max(1.0, double(m_player.lengthNs()));
    m_speed->setValue(qRound(std::log10(factor) * SliderPerDecade));
}

void LabTurnView::setTurns(std::vector<lab::Turn> turns)
{
    setPlaying(false);
    const auto polling = std::find_if(turns.begin(), turns.end(),
                                      [](const lab::Turn &turn) { return turn.loop == lab::Loop::Polling; });
    m_text->setConsole(polling == turns.end() ? QStringList() : polling->console);
    m_player = models::TurnPlayer(std::move(turns));
    fitSpeed();
    refresh();
    if (m_player.steps() > 0)
        m_canvas->setFocus(Qt::OtherFocusReason);
    setPlaying(wantsAnimations(this) && isVisible());
}

void LabTurnView::setBusy(bool busy)
{
    m_record->setEnabled(!busy);
    m_idle->setEnabled(!busy);
}

void LabTurnView::move(Move move)
{
    switch (move) {
    case Move::PlayOrPause:
        if (!isPlaying() && m_player.isAtEnd())
            m_player.goTo(0);
        setPlaying(!isPlaying());
        return;
    case Move::Forward: return goTo(m_player.position() + 1);
    case Move::Back: return goTo(m_player.position() - 1);
    case Move::NextTelling: return goTo(m_player.nextTelling());
    case Move::PreviousTelling: return goTo(m_player.previousTelling());
    case Move::Begin: return goTo(0);
    case Move::End: return goTo(m_player.steps());
    }
}

void LabTurnView::goTo(int position)
{
    setPlaying(false);
    m_player.goTo(position);
    refresh();
}

void LabTurnView::setPlaying(bool playing)
{
    if (playing && m_player.steps() > 0) {
        m_sinceFrame.start();
        m_frame.start(Frame);
    } else {
        m_frame.stop();
    }
    refresh();
}

void LabTurnView::play()
{
    const auto ns = double(m_sinceFrame.nsecsElapsed());
    m_sinceFrame.restart();
    const bool moved = m_player.advance(ns / slowness());
    if (m_player.isAtEnd())
        setPlaying(false);
    else if (moved)
        refresh();
}

/// Nobody sees it: it waits.
void LabTurnView::hideEvent(QHideEvent *event)
{
    setPlaying(false);
    QWidget::hideEvent(event);
}

QString LabTurnView::caption() const
{
    if (m_player.steps() == 0)
        return {};
    const auto last = m_player.last();
    if (!last)
        return tr("Space plays, Left and Right step, with Ctrl over all tries in vain.");
    const lab::Turn &turn = m_player.turns()[last->turn];
    return tr("%1 of %2 · %3")
        .arg(QLocale().toString(m_player.position()), QLocale().toString(m_player.steps()),
             models::sentence(turn, turn.steps[last->step], QLocale()));
}

void LabTurnView::refresh()
{
    const bool any = m_player.steps() > 0;
    for (QToolButton *button : m_moves)
        button->setEnabled(any);
    m_playButton->setIcon(paletteIcon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("start")));
    m_playButton->setToolTip(isPlaying() ? tr("Pause (Space)") : tr("Play (Space)"));
    m_playButton->setAccessibleName(m_playButton->toolTip());
    m_speedWords->setText(models::slowness(slowness(), QLocale()));
    m_speed->setAccessibleDescription(m_speedWords->text());
    m_caption->setText(caption());
    m_canvas->follow(m_caption->text());
    const auto last = m_player.last();
    m_text->setCurrent(last ? models::articleLine(m_player.turns()[last->turn].loop,
                                                  m_player.turns()[last->turn].steps[last->step])
                            : std::nullopt);
}

void LabTurnView::save(QSettings &settings) const
{
    settings.setValue(IdleKey, m_idle->value());
    m_text->save(settings);
}

void LabTurnView::restore(const QSettings &settings)
{
    m_idle->setValue(settings.value(IdleKey, UsualIdle).toInt());
    m_text->restore(settings);
}

} // namespace gui
