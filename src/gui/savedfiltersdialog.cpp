// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/savedfiltersdialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gui {
namespace {

/// Its name when the person began to change it.
constexpr int nameRole = Qt::UserRole + 1;

QPushButton *button(const QString &text, const QString &toolTip)
{
    auto *made = new QPushButton(text);
    made->setToolTip(toolTip);
    made->setAutoDefault(false);
    return made;
}

} // namespace

SavedFiltersDialog::SavedFiltersDialog(SavedFilters &filters, QWidget *parent)
    : QDialog(parent)
    , m_filters(filters)
    , m_nameRow(makeNameRow())
    , m_list(new QTreeWidget)
    , m_note(new QLabel)
{
    setWindowTitle(tr("Saved filters"));
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setToolTip(tr("F2 renames, Delete deletes"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Name"), tr("Filter")});
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_nameRow);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    layout->addWidget(makeButtons());
    connect(m_list, &QTreeWidget::itemChanged, this, &SavedFiltersDialog::renamed);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &SavedFiltersDialog::enableButtons);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    resize(560, 380);
    fill();
}

QWidget *SavedFiltersDialog::makeNameRow()
{
    auto *row = new QWidget;
    m_textLabel = new QLabel;
    m_textLabel->setTextFormat(Qt::PlainText);
    m_textLabel->setWordWrap(true);
    m_name = new QLineEdit;
    m_name->setToolTip(tr("A name for this filter; one with the same name is replaced"));
    auto *label = new QLabel(tr("&Name"));
    label->setBuddy(m_name);
    m_save = button(tr("&Save"), tr("Saves the filter under this name"));
    m_save->setEnabled(false);
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_name);
    line->addWidget(m_save);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_textLabel);
    layout->addLayout(line);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &name) { m_save->setEnabled(!name.simplified().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    connect(m_save, &QPushButton::clicked, this, &SavedFiltersDialog::saveText);
    return row;
}

QWidget *SavedFiltersDialog::makeButtons()
{
    auto *row = new QWidget;
    m_rename = button(tr("&Rename"), tr("Changes the name of the chosen filter (F2)"));
    m_remove = button(tr("&Delete"), tr("Deletes the chosen filter (Delete)"));
    m_remove->setShortcut(QKeySequence::Delete);
    m_undo = button(tr("&Undo Delete"), tr("Brings back the filter that was deleted last"));
    auto *close = button(tr("Close"), tr("Closes this window (Esc)"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    for (QPushButton *made : {m_rename, m_remove, m_undo})
        layout->addWidget(made);
    layout->addStretch();
    layout->addWidget(close);
    connect(m_rename, &QPushButton::clicked, this, [this] {
        if (QTreeWidgetItem *item = m_list->currentItem()) {
            m_list->setFocus();
            m_list->editItem(item, 0);
        }
    });
    connect(m_remove, &QPushButton::clicked, this, &SavedFiltersDialog::removeChosen);
    connect(m_undo, &QPushButton::clicked, this, &SavedFiltersDialog::takeBack);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return row;
}

void SavedFiltersDialog::openFor(const QString &text)
{
    m_text = text;
    m_textLabel->setText(tr("To be saved:  %1").arg(text));
    m_nameRow->setVisible(!text.isEmpty());
    m_name->clear();
    fill();
    show();
    raise();
    activateWindow();
    (text.isEmpty() ? static_cast<QWidget *>(m_list) : m_name)->setFocus();
}

void SavedFiltersDialog::fill(const QString &chosen)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const SavedFilter &filter : m_filters.entries()) {
        auto *item = new QTreeWidgetItem(m_list, {filter.name, filter.text});
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(0, nameRole, filter.name);
        item->setToolTip(1, filter.text);
        item->setData(0, Qt::AccessibleTextRole, tr("%1: %2").arg(filter.name, filter.text));
        if (filter.name == chosen || !m_list->currentItem())
            m_list->setCurrentItem(item);
    }
    m_note->setText(m_filters.entries().isEmpty()
                        ? tr("Nothing is saved yet: write a filter, then choose Save This Filter.")
                        : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    enableButtons();
}

void SavedFiltersDialog::saveText()
{
    const QString name = m_name->text().simplified();
    m_filters.put({name, m_text});
    m_nameRow->hide();
    fill(name);
    m_list->setFocus();
    emit changed();
}

void SavedFiltersDialog::renamed(QTreeWidgetItem *item)
{
    const QString before = item->data(0, nameRole).toString();
    const QString after = item->text(0).simplified();
    if (after == before && item->text(1) == item->toolTip(1))
        return;
    const bool done = m_filters.rename(before, after);
    fill(done ? after : before);
    if (!done) {
        m_note->setText(after.isEmpty()
                            ? tr("A filter needs a name: it keeps %1.").arg(before)
                            : tr("%1 is the name of another filter: it keeps %2.").arg(after, before));
        m_note->show();
    }
    emit changed();
}

void SavedFiltersDialog::removeChosen()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    m_removed = SavedFilter{item->data(0, nameRole).toString(), item->toolTip(1)};
    m_filters.remove(m_removed->name);
    fill();
    emit changed();
}

void SavedFiltersDialog::takeBack()
{
    const auto back = std::exchange(m_removed, std::nullopt);
    m_filters.put(*back);
    fill(back->name);
    emit changed();
}

void SavedFiltersDialog::enableButtons()
{
    const bool isChosen = m_list->currentItem() != nullptr;
    m_rename->setEnabled(isChosen);
    m_remove->setEnabled(isChosen);
    m_undo->setEnabled(m_removed.has_value());
}

} // namespace gui
