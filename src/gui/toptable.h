// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topmodel.h"

#include <QTableView>

#include <functional>

class QMenu;

namespace gui {

/// The most frequent names of one kind, sortable; Enter, a double click or the context menu filters by one.
class TopTable : public QTableView
{
    Q_OBJECT
public:
    explicit TopTable(const QString &name, QWidget *parent = nullptr);

    void show(const models::TopCounts &counts, models::TopKind kind);

signals:
    void termChosen(const QString &term);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    models::TopModel m_model;
};

} // namespace gui
