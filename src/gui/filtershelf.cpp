// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filtershelf.h"

#include "gui/savedfiltersdialog.h"

#include <QMenu>
#include <QToolButton>

namespace gui {
namespace {

constexpr qsizetype recentShown = 15;
constexpr int widestEntry = 420; ///< pixels

/// Text as a menu shows it: ampersands are letters.
QString forMenu(const QMenu *menu, const QString &text)
{
    return menu->fontMetrics().elidedText(QString(text).replace(u'&', QStringLiteral("&&")), Qt::ElideMiddle,
                                          widestEntry);
}

} // namespace

FilterShelf::FilterShelf(QToolButton *button)
    : QObject(button)
    , m_button(button)
    , m_menu(new QMenu(button))
{
    m_menu->setAccessibleName(tr("Saved and recent filters"));
    m_menu->setToolTipsVisible(true);
    button->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterShelf::fill);
}

void FilterShelf::fill()
{
    m_menu->clear();
    addFilters(tr("Saved"), m_saved.entries());
    addFilters(tr("Built in"), builtInFilters());
    addRecent();
    m_menu->addSeparator();
    QAction *save = m_menu->addAction(tr("&Save This Filter…"));
    save->setEnabled(!m_text.isEmpty());
    connect(save, &QAction::triggered, this, [this] { openDialog(m_text); });
    QAction *manage = m_menu->addAction(tr("&Manage Saved Filters…"));
    connect(manage, &QAction::triggered, this, [this] { openDialog({}); });
}

void FilterShelf::addFilters(const QString &title, const QList<SavedFilter> &filters)
{
    if (filters.isEmpty())
        return;
    m_menu->addSection(title);
    for (const SavedFilter &filter : filters) {
        QAction *action = m_menu->addAction(forMenu(m_menu, filter.name));
        action->setToolTip(filter.text);
        connect(action, &QAction::triggered, this, [this, text = filter.text] { emit chosen(text); });
    }
}

void FilterShelf::addRecent()
{
    if (m_history.entries().isEmpty())
        return;
    QMenu *recent = m_menu->addMenu(tr("&Recent"));
    for (const QString &text : m_history.entries().mid(0, recentShown))
        connect(recent->addAction(forMenu(recent, text)), &QAction::triggered, this,
                [this, text] { emit chosen(text); });
}

void FilterShelf::openDialog(const QString &text)
{
    if (!m_dialog)
        m_dialog = new SavedFiltersDialog(m_saved, m_button->window());
    m_dialog->openFor(text);
}

void FilterShelf::save(QSettings &settings) const
{
    m_history.save(settings);
    m_saved.save(settings);
}

void FilterShelf::restore(const QSettings &settings)
{
    m_history.restore(settings);
    m_saved.restore(settings);
}

} // namespace gui
