// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/columnmemory.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>
#include <QTableView>

#include <memory>

namespace gui {
namespace {

constexpr int CellPadding = 10;

} // namespace

ColumnMemory::ColumnMemory(QTableView *table, Defaults defaults)
    : QObject(table)
    , m_table(table)
    , m_header(table->horizontalHeader())
    , m_defaults(std::move(defaults))
{
    m_header->setSectionsMovable(true);
    m_header->setSortIndicatorClearable(true);
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    m_header->setMinimumSectionSize(24);
    table->setSortingEnabled(true);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        auto *menu = new QMenu(m_table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu);
        menu->popup(m_header->mapToGlobal(place));
    });
    connect(m_header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        if (!m_fitting && before > 0 && now > 0)
            m_sizedByHand = true;
    });
    table->viewport()->installEventFilter(this);
    reset();
}

void ColumnMemory::save(QSettings &settings, const QString &key) const
{
    settings.setValue(key + QStringLiteral("/header"), m_header->saveState());
    settings.setValue(key + QStringLiteral("/sizedByHand"), m_sizedByHand);
}

void ColumnMemory::restore(const QSettings &settings, const QString &key)
{
    const QScopedValueRollback fitting(m_fitting, true);
    const QByteArray state = settings.value(key + QStringLiteral("/header")).toByteArray();
    if (state.isEmpty() || !m_header->restoreState(state))
        return;
    m_header->setSortIndicatorClearable(true);
    m_sizedByHand = settings.value(key + QStringLiteral("/sizedByHand")).toBool();
}

void ColumnMemory::reset()
{
    const QScopedValueRollback fitting(m_fitting, true);
    m_sizedByHand = false;
    for (int column = 0; column < m_header->count(); ++column) {
        m_header->moveSection(m_header->visualIndex(column), column);
        m_header->setSectionHidden(column, m_defaults.hidden.contains(column));
        m_header->resizeSection(column, narrowest(column));
    }
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    fit();
}

void ColumnMemory::fillMenu(QMenu *menu)
{
    menu->setAccessibleName(tr("Columns"));
    const int shown = m_header->count() - m_header->hiddenSectionCount();
    for (int place = 0; place < m_header->count(); ++place) {
        const int column = m_header->logicalIndex(place);
        const bool hidden = m_header->isSectionHidden(column);
        auto *entry = menu->addAction(m_table->model()->headerData(column, Qt::Horizontal).toString());
        entry->setCheckable(true);
        entry->setChecked(!hidden);
        entry->setEnabled(hidden || shown > 1); // the last one stays: without a header there is no menu
        connect(entry, &QAction::toggled, this, [this, column](bool on) {
            m_header->setSectionHidden(column, !on);
            fit();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &ColumnMemory::reset);
}

bool ColumnMemory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnMemory::fit()
{
    if (m_sizedByHand || m_header->isSectionHidden(m_defaults.elastic))
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    const int others = m_header->length() - m_header->sectionSize(m_defaults.elastic);
    m_header->resizeSection(m_defaults.elastic,
                            std::max(narrowest(m_defaults.elastic), m_table->viewport()->width() - others));
}

/// Room for the widest text and, unless it is the elastic one, for the heading without the arrow of a sorted
/// column.
int ColumnMemory::narrowest(int column) const
{
    const QString heading = m_table->model()->headerData(column, Qt::Horizontal).toString();
    const int text = m_table->fontMetrics().horizontalAdvance(m_defaults.widest.value(column));
    if (column == m_defaults.elastic)
        return CellPadding + text;
    return CellPadding + std::max(text, m_header->fontMetrics().horizontalAdvance(heading));
}

} // namespace gui
