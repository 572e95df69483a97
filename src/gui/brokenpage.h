// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokenpages.h"

#include <QWidget>

class QComboBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace gui {

/// What is missing or failed, by the page that asked for it.
class BrokenPage : public QWidget
{
    Q_OBJECT
public:
    explicit BrokenPage(QWidget *parent = nullptr);

    void show(const models::BrokenPages &broken);

signals:
    void termChosen(const QString &term);
    void exchangeChosen(quint64 exchange, quint64 connection);

private:
    void fill();
    void addPage(const models::BrokenPage &page);
    [[nodiscard]] QTreeWidgetItem *itemOf(const models::Miss &miss) const;
    void openMenu(const QPoint &position);

    models::BrokenPages m_broken;
    QComboBox *m_which;
    QTreeWidget *m_tree;
};

} // namespace gui
