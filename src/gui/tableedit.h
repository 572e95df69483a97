// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/texttable.h"

#include <QWidget>

#include <memory>

namespace Ui {
class TableEdit;
}

namespace gui {

/// A table that a person fills: rows are added, removed and moved with buttons and keys; a cell that cannot
/// be used is marked, and the sentence under the table says why.
class TableEdit : public QWidget
{
    Q_OBJECT
public:
    explicit TableEdit(QWidget *parent = nullptr);
    ~TableEdit() override;

    enum class Order : quint8 { Counts, DoesNotMatter };
    /// To be called once; the accessible name is set by then.
    void setColumns(const QList<models::TextTable::Column> &columns, models::TextTable::Check check,
                    Order order);
    void setRows(const QList<QStringList> &rows);
    /// Those that can be used.
    [[nodiscard]] QList<QStringList> rows() const;

signals:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add();
    void remove();
    void move(int by);
    void showState();

    std::unique_ptr<Ui::TableEdit> m_ui;
    models::TextTable *m_table = nullptr;
};

} // namespace gui
