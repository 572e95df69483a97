// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/sitewalk.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace gui {

/// The folder that is served, as a tree: what is asked for how often, what never, and what is asked for but
/// not there.
class SiteTreePage : public QWidget
{
    Q_OBJECT
public:
    explicit SiteTreePage(QWidget *parent = nullptr);

    /// Empty: no folder is known.
    void setRoot(const QString &folder);
    /// Narrowed: only what a filter or a span of time lets through was counted.
    void show(const models::Tally &tally, bool isNarrowed);
    /// Lists the folder again.
    void rescan();

signals:
    void termChosen(const QString &term);

private:
    void makeControls();
    void fill();
    void addChildren(QTreeWidgetItem *parent, const models::SiteNode &node, double most);
    [[nodiscard]] QTreeWidgetItem *itemOf(const QString &name, const models::SiteNode &node,
                                          double most) const;
    [[nodiscard]] QString note(const models::SiteNode &node) const;
    [[nodiscard]] quint64 amount(const models::Counts &counts) const;
    void openMenu(const QPoint &position);

    SiteWalk m_walk;
    QString m_root; ///< without links in it
    std::vector<models::SiteEntry> m_entries;
    bool m_isWhole = true;
    models::Tally m_tally;
    bool m_isNarrowed = false;
    QComboBox *m_by;
    QLabel *m_note;
    QTreeWidget *m_tree;
};

} // namespace gui
