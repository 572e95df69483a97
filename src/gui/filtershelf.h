// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/filterhistory.h"
#include "gui/savedfilters.h"

#include <QObject>

class QMenu;
class QToolButton;

namespace gui {

class SavedFiltersDialog;

/// The filters that were used and those that have a name, in the menu of a button.
class FilterShelf : public QObject
{
    Q_OBJECT
public:
    /// The button owns this.
    explicit FilterShelf(QToolButton *button);

    [[nodiscard]] FilterHistory &history() { return m_history; }
    /// The text that Save This Filter saves; empty when there is nothing worth it.
    void setText(const QString &text) { m_text = text; }

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void chosen(const QString &text);

private:
    void fill();
    void addFilters(const QString &title, const QList<SavedFilter> &filters);
    void addRecent();
    void openDialog(const QString &text);

    QToolButton *m_button;
    QMenu *m_menu;
    SavedFiltersDialog *m_dialog = nullptr; ///< made when it is wanted
    FilterHistory m_history;
    SavedFilters m_saved;
    QString m_text;
};

} // namespace gui
