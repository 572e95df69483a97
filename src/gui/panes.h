// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

namespace gui {

/// The docks under the bars: movable, closable, remembered, and brought back to their first places by one
/// call. A main window inside the main window, so that the bars stay above whatever happens to the docks.
class Panes : public QMainWindow
{
    Q_OBJECT
public:
    explicit Panes(QWidget *parent = nullptr);

    /// Puts the five panes into docks; to be called once. The docks own them.
    void fill(QWidget *lanes, QWidget *connections, QWidget *requests, QWidget *details, QWidget *console);
    /// One action per dock that shows and hides it.
    [[nodiscard]] QList<QAction *> toggles() const;
    /// Every pane visible and in its first place.
    void reset();

    static constexpr int LayoutVersion = 2; ///< of saveState(): an older one knows other panes

private:
    QDockWidget *add(const QString &name, const QString &title, QWidget *content);

    QList<QDockWidget *> m_docks; ///< lanes, connections, requests, details, console
};

} // namespace gui
