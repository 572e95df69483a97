// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QActionGroup;
class QStackedWidget;
class QVBoxLayout;

namespace gui {

/// The column of buttons at the left edge that turns the window's pages. Up and Down walk over it, as over
/// any group of which one is chosen.
class PageBar : public QWidget
{
    Q_OBJECT
public:
    explicit PageBar(QWidget *parent = nullptr);

    /// The pages that are turned; must outlive this.
    void setPages(QStackedWidget *pages);
    /// Puts a button for that page at the end: it looks and acts as the action does, which is checked while
    /// the page is shown.
    void add(QAction *action, QWidget *page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStackedWidget *m_pages = nullptr;
    QActionGroup *m_actions;
    QVBoxLayout *m_layout;
};

} // namespace gui
