// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/summary.h"

#include <QTreeWidget>

namespace gui {

/// The facts of an exchange, one a row. Enter, a double click or a click on the link goes to the page with
/// the reasons; the context menu copies a value and filters by it.
class SummaryView : public QTreeWidget
{
    Q_OBJECT
public:
    explicit SummaryView(QWidget *parent = nullptr);

    /// Keeps the row that is selected.
    void setFacts(const std::vector<Fact> &facts);

signals:
    void pageChosen(gui::FactPage page);
    void termChosen(const QString &term); ///< to be added to the filter

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showFact(QTreeWidgetItem *item, const Fact &fact);
    void fit();
    void follow(QTreeWidgetItem *item);

    std::vector<Fact> m_facts;
};

} // namespace gui
