// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labcontrols.h"

#include "gui/elidedlabel.h"
#include "gui/filteredit.h"
#include "gui/lablook.h"
#include "gui/tabular.h"
#include "models/format.h"
#include "models/labcounts.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace gui {
namespace {

constexpr QLatin1String LoopsKey("lab/loops");
constexpr QLatin1String IdleKey("lab/idle");
constexpr QLatin1String ActiveKey("lab/active");
constexpr QLatin1String SecondsKey("lab/seconds");
constexpr double leastSeconds = 0.1;
constexpr double mostSeconds = 30;

QString explanation(lab::Loop loop)
{
    switch (loop) {
    case lab::Loop::Blocking:
        return LabControls::tr("Accept, receive, answer, close: whoever is silent keeps all others waiting");
    case lab::Loop::Polling: return LabControls::tr("Ask every socket in turn, over and over");
    case lab::Loop::Poll:
        return LabControls::tr("Sleep in poll(), which is given the list of all sockets every time");
    case lab::Loop::Epoll: break;
    }
    return LabControls::tr("Sleep in epoll_wait(), which hands over only the sockets that are ready");
}

} // namespace

LabControls::LabControls(QWidget *parent)
    : QWidget(parent)
    , m_idle(new FilterEdit)
    , m_active(new QSpinBox)
    , m_seconds(new QDoubleSpinBox)
    , m_run(new QPushButton)
    , m_progress(new QProgressBar)
    , m_words(new ElidedLabel)
{
    makeFields();
    auto *fields = new QHBoxLayout;
    const auto add = [fields](const QString &name, QWidget *field) {
        fields->addWidget(new QLabel(name));
        fields->addWidget(field);
        fields->addSpacing(8);
    };
    add(tr("Idle clients"), m_idle);
    add(tr("Asking clients"), m_active);
    add(tr("Seconds each"), m_seconds);
    fields->addWidget(m_run);
    fields->addSpacing(8);
    fields->addWidget(m_progress);
    constexpr int most = 100; // against the room that is left over while there are no words
    fields->addWidget(m_words, most);
    fields->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeLoops());
    layout->addLayout(fields);
    setPhase(Phase::Ready);
}

QWidget *LabControls::makeLoops()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    const std::vector<lab::Loop> chosen = lab::Options().loops;
    for (size_t i = 0; i < m_loops.size(); ++i) {
        const auto loop = lab::Loop(i);
        auto *box = new QCheckBox(lab::name(loop));
        box->setObjectName(QLatin1String(lab::key(loop)));
        box->setIcon(loopIcon(loop));
        box->setIconSize(loopIconSize);
        box->setAccessibleName(lab::name(loop));
        box->setAccessibleDescription(explanation(loop));
        box->setToolTip(explanation(loop));
        box->setChecked(std::find(chosen.begin(), chosen.end(), loop) != chosen.end());
        connect(box, &QCheckBox::toggled, this, &LabControls::edited);
        layout->addWidget(box);
        m_loops[i] = box;
    }
    layout->addStretch(1);
    return row;
}

void LabControls::makeFields()
{
    const lab::Options usual;
    m_idle->setObjectName(QStringLiteral("idleCounts"));
    m_idle->setAccessibleName(tr("Numbers of idle clients"));
    m_idle->setToolTip(
        tr("How many clients are connected and silent: numbers from 0 to %L1 with commas between")
            .arg(lab::mostIdle));
    m_idle->setText(models::idleCountsText(usual.idle));
    m_idle->setMinimumWidth(m_idle->fontMetrics().horizontalAdvance(QStringLiteral("0, 100, 1000, 50000"))
                            + 24);
    m_idle->setMaximumWidth(2 * m_idle->minimumWidth());
    connect(m_idle, &QLineEdit::textChanged, this, &LabControls::judge);
    connect(m_idle, &QLineEdit::returnPressed, this, [this] {
        if (m_phase == Phase::Ready)
            emit runWanted();
    });
    m_active->setObjectName(QStringLiteral("asking"));
    m_active->setAccessibleName(tr("Clients that ask"));
    m_active->setToolTip(tr("How many clients ask at the same time, one request after the other"));
    m_active->setRange(1, lab::mostActive);
    m_active->setValue(usual.active);
    m_seconds->setObjectName(QStringLiteral("seconds"));
    m_seconds->setAccessibleName(tr("Seconds for each number of idle clients"));
    m_seconds->setToolTip(tr("How long each loop is measured at each number of idle clients"));
    m_seconds->setRange(leastSeconds, mostSeconds);
    m_seconds->setDecimals(1);
    m_seconds->setValue(double(usual.duration.count()) / 1000);
    connect(m_active, &QSpinBox::valueChanged, this, &LabControls::edited);
    connect(m_seconds, &QDoubleSpinBox::valueChanged, this, &LabControls::edited);
    for (QWidget *field : std::initializer_list<QWidget *>{m_active, m_seconds, m_run})
        field->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_run->setObjectName(QStringLiteral("run"));
    connect(m_run, &QPushButton::clicked, this,
            [this] { m_phase == Phase::Ready ? emit runWanted() : emit cancelWanted(); });
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(90);
    m_words->setAccessibleName(tr("What is being measured"));
    m_words->setFont(tabularFont(font()));
}

void LabControls::judge()
{
    if (const auto counts = models::idleCounts(m_idle->text()); !counts)
        m_idle->markWrong(0, m_idle->text().size());
    else
        m_idle->clearMark();
    emit edited();
}

std::vector<lab::Loop> LabControls::loops() const
{
    std::vector<lab::Loop> chosen;
    for (size_t i = 0; i < m_loops.size(); ++i) {
        if (m_loops[i]->isChecked())
            chosen.push_back(lab::Loop(i));
    }
    return chosen;
}

tl::expected<lab::Options, QString> LabControls::options() const
{
    const auto counts = models::idleCounts(m_idle->text());
    if (!counts)
        return tl::unexpected(counts.error());
    lab::Options options;
    options.loops = loops();
    if (options.loops.empty())
        return tl::unexpected(tr("Choose at least one loop."));
    options.idle = *counts;
    options.active = m_active->value();
    options.duration = std::chrono::milliseconds(qRound(m_seconds->value() * 1000));
    return options;
}

void LabControls::setPhase(Phase phase)
{
    m_phase = phase;
    const bool ready = phase == Phase::Ready;
    for (QCheckBox *box : m_loops)
        box->setEnabled(ready);
    for (QWidget *field : std::initializer_list<QWidget *>{m_idle, m_active, m_seconds})
        field->setEnabled(ready);
    m_run->setText(ready ? tr("Run") : tr("Cancel"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(ready ? tr("Measure the chosen loops, one after the other")
                            : tr("Stop; what was measured stays"));
    m_run->setEnabled(phase != Phase::Cancelling);
    m_progress->setVisible(!ready);
    m_words->setVisible(!ready);
    if (phase == Phase::Running) {
        m_progress->setRange(0, 0); // busy until the lab says how much there is
        m_words->setFullText({});
    } else if (phase == Phase::Cancelling) {
        m_words->setFullText(tr("Stopping …"));
    }
}

void LabControls::showProgress(const lab::Progress &progress)
{
    m_progress->setRange(0, progress.of);
    m_progress->setValue(progress.done);
    if (m_phase == Phase::Running)
        m_words->setFullText(
            tr("%1 of %2: %3, %4 idle clients")
                .arg(std::min(progress.done + 1, progress.of))
                .arg(progress.of)
                .arg(lab::name(progress.loop), models::format::count(progress.idle, QLocale())));
}

void LabControls::save(QSettings &settings) const
{
    QStringList keys;
    for (const lab::Loop loop : loops())
        keys += QString::fromLatin1(lab::key(loop));
    settings.setValue(LoopsKey, keys);
    settings.setValue(IdleKey, m_idle->text());
    settings.setValue(ActiveKey, m_active->value());
    settings.setValue(SecondsKey, m_seconds->value());
}

/// What was never chosen, or cannot be used, stays as it is.
void LabControls::restore(const QSettings &settings)
{
    const QStringList keys = settings.value(LoopsKey).toStringList();
    for (size_t i = 0; i < m_loops.size() && !keys.isEmpty(); ++i)
        m_loops[i]->setChecked(keys.contains(QLatin1String(lab::key(lab::Loop(i)))));
    if (const auto counts = models::idleCounts(settings.value(IdleKey).toString()))
        m_idle->setText(models::idleCountsText(*counts));
    m_active->setValue(settings.value(ActiveKey, m_active->value()).toInt());
    m_seconds->setValue(settings.value(SecondsKey, m_seconds->value()).toDouble());
}

} // namespace gui
