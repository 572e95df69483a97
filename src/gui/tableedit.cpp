// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tableedit.h"

#include "gui/icons.h"
#include "ui_tableedit.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace gui {
namespace {

/// Puts a warning sign before what cannot be used.
class ProblemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(models::TextTable::ProblemRole).toString().isEmpty())
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = paletteIcon(QStringLiteral("warning"), QPalette::Text);
        option->decorationSize = QSize(14, 14);
    }
};

} // namespace

TableEdit::TableEdit(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TableEdit>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->table);
    m_ui->table->setItemDelegate(new ProblemDelegate(this));
    m_ui->table->verticalHeader()->hide();
    m_ui->table->horizontalHeader()->setHighlightSections(false);
    m_ui->table->installEventFilter(this);
    connect(m_ui->addButton, &QPushButton::clicked, this, &TableEdit::add);
    connect(m_ui->removeButton, &QPushButton::clicked, this, &TableEdit::remove);
    connect(m_ui->upButton, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_ui->downButton, &QPushButton::clicked, this, [this] { move(1); });
}

TableEdit::~TableEdit() = default;

void TableEdit::setColumns(const QList<models::TextTable::Column> &columns, models::TextTable::Check check,
                           Order order)
{
    m_table = new models::TextTable(columns, std::move(check), this);
    m_ui->table->setModel(m_table);
    m_ui->table->setAccessibleName(accessibleName());
    m_ui->table->setToolTip(tr("Type to change a cell, Del removes the row"));
    m_ui->table->horizontalHeader()->setStretchLastSection(true);
    m_ui->table->horizontalHeader()->setDefaultSectionSize(150);
    m_ui->table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_ui->upButton->setVisible(order == Order::Counts);
    m_ui->downButton->setVisible(order == Order::Counts);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_table, change, this, &TableEdit::edited);
    connect(m_table, &QAbstractItemModel::rowsMoved, this, &TableEdit::edited);
    connect(m_table, &QAbstractItemModel::dataChanged, this, &TableEdit::edited);
    connect(m_table, &QAbstractItemModel::modelReset, this, &TableEdit::showState);
    connect(this, &TableEdit::edited, this, &TableEdit::showState);
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TableEdit::showState);
    showState();
}

void TableEdit::setRows(const QList<QStringList> &rows)
{
    m_table->setRows(rows);
}

QList<QStringList> TableEdit::rows() const
{
    return m_table->validRows();
}

void TableEdit::add()
{
    const QModelIndex first = m_table->index(m_table->append(), 0);
    m_ui->table->setFocus();
    m_ui->table->setCurrentIndex(first);
    m_ui->table->edit(first);
}

void TableEdit::remove()
{
    if (const QModelIndex current = m_ui->table->currentIndex(); current.isValid())
        m_table->remove(current.row());
}

void TableEdit::move(int by)
{
    if (const QModelIndex current = m_ui->table->currentIndex(); current.isValid())
        m_table->move(current.row(), by);
    showState();
}

void TableEdit::showState()
{
    const int row = m_ui->table->currentIndex().row();
    m_ui->removeButton->setEnabled(row >= 0);
    m_ui->upButton->setEnabled(row > 0);
    m_ui->downButton->setEnabled(row >= 0 && row + 1 < m_table->rowCount());
    const QString problem = m_table->firstProblem();
    m_ui->problemNote->setProblem(problem);
    m_ui->problemNote->setVisible(!problem.isEmpty());
    m_ui->table->setAccessibleDescription(problem);
}

bool TableEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        remove();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gui
