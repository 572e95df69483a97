// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterbar.h"

#include "gui/filtercompletion.h"
#include "gui/filterhelp.h"
#include "gui/filterinput.h"
#include "gui/filtershelf.h"
#include "gui/icons.h"
#include "gui/tabular.h"
#include "ui_filterbar.h"

#include <QAction>
#include <QLocale>
#include <QSettings>

namespace gui {
namespace {

QString meaningOf(const trace::Filter &filter)
{
    return filter.isEmpty() ? FilterBar::tr("everything is shown") : filter.meaning();
}

void makeField(FilterEdit *edit, const QString &clear)
{
    for (auto *button : edit->findChildren<QToolButton *>()) { // the one that Qt puts into the field
        button->setAccessibleName(clear);
        button->setToolTip(clear);
    }
    edit->setAcceptDrops(false); // a folder dropped here is for the window, not text
    edit->setToolTip(FilterBar::tr("Words, or key:value; Ctrl+Space proposes, ? explains"));
}

/// A term, and the opposite of it.
QString opposite(const QString &term)
{
    return term.startsWith(u'-') ? term.mid(1) : u'-' + term;
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
    , m_toggle(new QAction(tr("Filter &On"), this))
{
    m_ui->setupUi(this);
    m_input = new FilterInput(m_ui->filterEdit);
    m_highlight = new FilterInput(m_ui->highlightEdit);
    m_completion = new FilterCompletion(m_ui->filterEdit);
    m_highlightCompletion = new FilterCompletion(m_ui->highlightEdit);
    m_shelf = new FilterShelf(m_ui->savedButton);
    makeField(m_ui->filterEdit, tr("Clear the filter"));
    makeField(m_ui->highlightEdit, tr("Clear the highlighting"));
    m_ui->onButton->setIcon(paletteIcon(QStringLiteral("filter")));
    m_ui->savedButton->setIcon(paletteIcon(QStringLiteral("saved")));
    m_ui->highlightButton->setIcon(paletteIcon(QStringLiteral("highlight")));
    m_ui->connectionChip->setIcon(paletteIcon(QStringLiteral("close")));
    m_ui->spanChip->setIcon(paletteIcon(QStringLiteral("close")));
    m_ui->countLabel->setFont(tabularFont(font()));
    m_ui->meaningLabel->setForegroundRole(QPalette::PlaceholderText);
    m_ui->highlightMeaning->setForegroundRole(QPalette::PlaceholderText);
    m_ui->highlightRow->hide();
    m_toggle->setCheckable(true);
    m_toggle->setChecked(true);
    m_toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    addAction(m_toggle);
    connectField();
    connectButtons();
    showConnection(std::nullopt);
    showSpan({});
    showCounts({});
    explain();
    explainHighlight();
}

/// A field that goes loses the focus, and says so when this is no filter bar any more.
FilterBar::~FilterBar()
{
    m_ui->filterEdit->disconnect(this);
}

void FilterBar::connectField()
{
    connect(m_input, &FilterInput::changed, this, [this] {
        if (m_input->fault())
            explain();
        else
            apply();
    });
    connect(m_highlight, &FilterInput::changed, this, [this] {
        explainHighlight();
        if (!m_highlight->fault())
            applyHighlight();
    });
    connect(m_ui->filterEdit, &FilterEdit::olderWanted, this, [this] { step(true); });
    connect(m_ui->filterEdit, &FilterEdit::newerWanted, this, [this] { step(false); });
    connect(m_ui->filterEdit, &QLineEdit::textEdited, this, [this] { m_shelf->history().startAgain(); });
    connect(m_ui->filterEdit, &QLineEdit::editingFinished, this, &FilterBar::remember);
    connect(m_ui->filterEdit, &QLineEdit::returnPressed, this, [this] {
        if (m_isStopped)
            apply();
    });
}

void FilterBar::connectButtons()
{
    connect(m_toggle, &QAction::toggled, this, [this](bool on) {
        m_ui->onButton->setChecked(on);
        m_ui->onButton->setIcon(paletteIcon(on ? QStringLiteral("filter") : QStringLiteral("filteroff")));
        apply();
    });
    connect(m_ui->onButton, &QToolButton::toggled, m_toggle, &QAction::setChecked);
    connect(m_ui->highlightButton, &QToolButton::toggled, this, [this](bool open) {
        m_ui->highlightRow->setVisible(open);
        if (open)
            m_ui->highlightEdit->setFocus();
        applyHighlight();
    });
    connect(m_ui->helpButton, &QToolButton::clicked, this, [this] {
        if (!m_help) {
            m_help = new FilterHelp(this);
            connect(m_help, &FilterHelp::termChosen, this, &FilterBar::addTerm);
        }
        m_help->open();
    });
    connect(m_shelf, &FilterShelf::chosen, this, [this](const QString &text) {
        remember();
        setText(text);
        remember();
    });
    connect(m_ui->stopButton, &QToolButton::clicked, this, &FilterBar::stop);
    connect(m_ui->connectionChip, &QToolButton::clicked, this, &FilterBar::connectionReleased);
    connect(m_ui->spanChip, &QToolButton::clicked, this, &FilterBar::spanReleased);
}

void FilterBar::setActions(QAction *pause, QAction *clear)
{
    m_ui->pauseButton->setDefaultAction(pause);
    m_ui->clearButton->setDefaultAction(clear);
}

void FilterBar::setSeenValues(const models::SeenValues *seen)
{
    m_completion->setSeen(seen);
    m_highlightCompletion->setSeen(seen);
}

QString FilterBar::text() const
{
    return m_ui->filterEdit->text();
}

void FilterBar::setText(const QString &text)
{
    m_toggle->setChecked(true);
    m_ui->filterEdit->setText(text);
}

void FilterBar::addTerm(const QString &term)
{
    const QString before = u' ' + text().trimmed() + u' ';
    const QString there = u' ' + opposite(term) + u' ';
    if (before.contains(u' ' + term + u' '))
        return;
    const auto filter = trace::Filter::parse(text());
    if (filter && filter->isAlternative())
        setText(QStringLiteral("(%1) %2").arg(text().trimmed(), term));
    else
        setText((QString(before).replace(there, QStringLiteral(" ")) + term).trimmed());
    remember();
}

void FilterBar::focusFilter()
{
    m_ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterEdit->selectAll();
}

trace::Filter FilterBar::filter() const
{
    return m_toggle->isChecked() ? m_input->filter() : trace::Filter();
}

void FilterBar::showCounts(const Counts &counts)
{
    if (!counts.rebuilding && !m_isStopped)
        m_shown = filter();
    const QLocale locale;
    QString text = tr("%1 of %2").arg(locale.toString(counts.matching), locale.toString(counts.total));
    if (counts.rebuilding)
        text = tr("filtering… %1 %").arg(locale.toString(counts.percent));
    if (counts.waiting > 0)
        text = tr("%1, %2 waiting").arg(text, locale.toString(counts.waiting));
    m_ui->countLabel->setText(text);
    m_ui->stopButton->setVisible(counts.rebuilding);
}

void FilterBar::showConnection(std::optional<quint64> id)
{
    m_ui->connectionChip->setVisible(id.has_value());
    m_ui->connectionChip->setText(id ? tr("Connection %1").arg(*id) : QString());
}

void FilterBar::showSpan(const QString &text)
{
    m_ui->spanChip->setVisible(!text.isEmpty());
    m_ui->spanChip->setText(text);
}

void FilterBar::apply()
{
    m_isStopped = false;
    explain();
    emit filterChanged(filter());
}

void FilterBar::applyHighlight()
{
    emit highlightChanged(m_ui->highlightButton->isChecked() ? m_highlight->filter() : trace::Filter());
}

/// The person gave up waiting: what is shown is what was shown before.
void FilterBar::stop()
{
    m_isStopped = m_shown.toText() != filter().toText();
    emit rebuildCancelled();
    explain();
}

void FilterBar::explain()
{
    const auto &fault = m_input->fault();
    QString text = meaningOf(m_input->filter());
    if (fault)
        text = tr("Not applied: %1 Still shown: %2").arg(*fault, meaningOf(filter()));
    else if (!m_toggle->isChecked())
        text = tr("Turned off, everything is shown. It means: %1").arg(text);
    else if (m_isStopped)
        text = tr("Stopped; Enter tries again. Still shown: %1").arg(meaningOf(m_shown));
    m_ui->meaningLabel->setFullText(text);
    m_ui->filterEdit->setAccessibleDescription(text);
    m_shelf->setText(fault ? QString() : this->text().trimmed());
}

void FilterBar::explainHighlight()
{
    const auto &fault = m_highlight->fault();
    const trace::Filter &filter = m_highlight->filter();
    const QString meaning = filter.isEmpty() ? tr("nothing is highlighted") : filter.meaning();
    const QString text = fault ? tr("Not applied: %1 Still highlighted: %2").arg(*fault, meaning) : meaning;
    m_ui->highlightMeaning->setFullText(text);
    m_ui->highlightEdit->setAccessibleDescription(text);
}

void FilterBar::step(bool older)
{
    FilterHistory &history = m_shelf->history();
    m_ui->filterEdit->setText(older ? history.older(text()) : history.newer(text()));
}

/// Only what was applied is worth finding again.
void FilterBar::remember()
{
    if (!m_input->fault())
        m_shelf->history().add(text());
}

void FilterBar::save(QSettings &settings) const
{
    m_shelf->save(settings);
    settings.setValue(QStringLiteral("filter/text"), text());
    settings.setValue(QStringLiteral("filter/on"), m_toggle->isChecked());
    settings.setValue(QStringLiteral("filter/highlight"), m_ui->highlightEdit->text());
    settings.setValue(QStringLiteral("filter/highlighting"), m_ui->highlightButton->isChecked());
}

void FilterBar::restore(const QSettings &settings)
{
    m_shelf->restore(settings);
    m_ui->filterEdit->setText(settings.value(QStringLiteral("filter/text")).toString());
    m_toggle->setChecked(settings.value(QStringLiteral("filter/on"), true).toBool());
    m_ui->highlightEdit->setText(settings.value(QStringLiteral("filter/highlight")).toString());
    m_ui->highlightButton->setChecked(settings.value(QStringLiteral("filter/highlighting")).toBool());
}

} // namespace gui
