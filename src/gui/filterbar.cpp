// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterbar.h"

#include "gui/icons.h"
#include "gui/tabular.h"
#include "ui_filterbar.h"

#include <QLocale>

namespace gui {

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
{
    m_ui->setupUi(this);
    for (auto *button :
         m_ui->filterEdit->findChildren<QToolButton *>()) { // the one that Qt puts into the field
        button->setAccessibleName(tr("Clear the filter"));
        button->setToolTip(button->accessibleName());
    }
    m_ui->connectionChip->setIcon(paletteIcon(QStringLiteral("close")));
    m_ui->countLabel->setFont(tabularFont(font()));
    m_ui->filterEdit->setAcceptDrops(false); // a folder dropped here is for the window, not text
    m_ui->meaningLabel->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(m_ui->connectionChip, &QToolButton::clicked, this, &FilterBar::connectionReleased);
    showConnection(std::nullopt);
    showCounts({});
    parse();
}

FilterBar::~FilterBar() = default;

void FilterBar::setActions(QAction *pause, QAction *clear)
{
    m_ui->pauseButton->setDefaultAction(pause);
    m_ui->clearButton->setDefaultAction(clear);
}

QString FilterBar::text() const
{
    return m_ui->filterEdit->text();
}

void FilterBar::setText(const QString &text)
{
    m_ui->filterEdit->setText(text);
}

void FilterBar::addTerm(const QString &term)
{
    const QString before = text().trimmed();
    if ((u' ' + before + u' ').contains(u' ' + term + u' '))
        return;
    setText(before.isEmpty() ? term : before + u' ' + term);
}

void FilterBar::focusFilter()
{
    m_ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterEdit->selectAll();
}

void FilterBar::showCounts(const Counts &counts)
{
    const QLocale locale;
    QString text = tr("%1 of %2").arg(locale.toString(counts.matching), locale.toString(counts.total));
    if (counts.rebuilding)
        text = tr("filtering…");
    if (counts.waiting > 0)
        text = tr("%1, %2 waiting").arg(text, locale.toString(counts.waiting));
    m_ui->countLabel->setText(text);
}

void FilterBar::showConnection(std::optional<quint64> id)
{
    m_ui->connectionChip->setVisible(id.has_value());
    m_ui->connectionChip->setText(id ? tr("Connection %1").arg(*id) : QString());
}

void FilterBar::parse()
{
    const auto filter = trace::Filter::parse(text());
    if (!filter) {
        m_ui->filterEdit->markWrong(filter.error().offset, filter.error().length);
        m_ui->filterEdit->setToolTip(filter.error().sentence);
        m_ui->meaningLabel->setFullText(tr("Not applied: %1").arg(filter.error().sentence));
        m_ui->filterEdit->setAccessibleDescription(filter.error().sentence);
        return;
    }
    m_ui->filterEdit->clearMark();
    const QString meaning = filter->isEmpty() ? tr("everything is shown") : filter->meaning();
    m_ui->meaningLabel->setFullText(meaning);
    m_ui->filterEdit->setAccessibleDescription(meaning);
    m_ui->filterEdit->setToolTip(tr("Words, or key:value with method, path, status-code (404, 4xx, >=400), "
                                    "client, conn, mime-type, outcome, "
                                    "larger-than. A minus before a term turns it round. (Ctrl+L)"));
    emit filterChanged(*filter);
}

} // namespace gui
