// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labpage.h"

#include "gui/labcontrols.h"
#include "gui/labresults.h"
#include "gui/labturnview.h"
#include "models/labfinding.h"

#include <QLabel>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gui {
namespace {

constexpr QLatin1String TabKey("lab/tab");

QLabel *wrapped(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

LabPage::LabPage(QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_controls(new LabControls)
    , m_words(wrapped(QStringLiteral("labWords")))
    , m_problem(wrapped(QStringLiteral("labProblem")))
    , m_tabs(new QTabWidget)
    , m_results(new LabResults)
    , m_turns(new LabTurnView)
{
    setObjectName(QStringLiteral("lab"));
    m_words->setAccessibleName(tr("What was found"));
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->hide();
    m_tabs->setObjectName(QStringLiteral("labTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Loop lab"));
    m_tabs->addTab(m_results, tr("Comparison"));
    m_tabs->addTab(m_turns, tr("One Turn"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    for (QWidget *part : std::initializer_list<QWidget *>{m_controls, m_words, m_problem})
        layout->addWidget(part);
    layout->addWidget(m_tabs, 1);
    m_controls->restore(settings);
    m_results->restore(settings);
    m_turns->restore(settings);
    m_tabs->setCurrentIndex(settings.value(TabKey).toInt());
    connectParts();
    showWords();
}

LabPage::~LabPage()
{
    remember();
}

void LabPage::connectParts()
{
    connect(m_controls, &LabControls::runWanted, this, &LabPage::run);
    connect(m_controls, &LabControls::cancelWanted, this, &LabPage::cancel);
    connect(m_controls, &LabControls::edited, this, [this] { say({}); });
    connect(m_results, &LabResults::failed, this, &LabPage::say);
    connect(m_turns, &LabTurnView::recordWanted, this, &LabPage::record);
    connect(&m_runner, &LabRunner::progressed, this, [this](const lab::Progress &progress) {
        m_controls->showProgress(progress);
        if (progress.finished)
            m_results->add(progress.loop, *progress.finished);
        showWords();
    });
    connect(&m_runner, &LabRunner::compared, this, [this](const lab::Result &result) {
        m_results->finish(result);
        end();
    });
    connect(&m_runner, &LabRunner::recorded, this, [this](const std::vector<lab::Turn> &turns) {
        if (!turns.empty())
            m_turns->setTurns(turns);
        end();
    });
    connect(&m_runner, &LabRunner::failed, this, [this](const QString &sentence) {
        end();
        say(sentence);
    });
}

void LabPage::run()
{
    if (isRunning())
        return;
    const auto options = m_controls->options();
    if (!options)
        return say(options.error());
    begin();
    m_results->begin(*options);
    m_tabs->setCurrentWidget(m_results);
    showWords();
    m_runner.compare(*options);
}

void LabPage::record(int idle)
{
    if (isRunning())
        return;
    const std::vector<lab::Loop> loops = m_controls->loops();
    if (loops.empty())
        return say(tr("Choose at least one loop."));
    begin();
    m_tabs->setCurrentWidget(m_turns);
    m_runner.record(loops, idle);
}

void LabPage::cancel()
{
    if (!isRunning())
        return;
    m_controls->setPhase(LabControls::Phase::Cancelling);
    m_runner.cancel();
}

void LabPage::begin()
{
    remember();
    say({});
    m_controls->setPhase(LabControls::Phase::Running);
    m_turns->setBusy(true);
}

void LabPage::end()
{
    m_controls->setPhase(LabControls::Phase::Ready);
    m_turns->setBusy(false);
    showWords();
}

void LabPage::say(const QString &problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : QString::fromUtf8("⚠ ") + problem);
    m_problem->setVisible(!problem.isEmpty());
}

void LabPage::showWords()
{
    const lab::Result &result = m_results->result();
    QStringList sentences{models::finding(result.loops, QLocale())};
    if (result.cancelled)
        sentences += tr("Cancelled: this is what was measured by then.");
    m_words->setText(sentences.join(u' '));
}

void LabPage::remember()
{
    m_controls->save(m_settings);
    m_results->save(m_settings);
    m_turns->save(m_settings);
    m_settings.setValue(TabKey, m_tabs->currentIndex());
}

} // namespace gui
