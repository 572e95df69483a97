// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gui {

/// Paints the rows of a table in the platform's style, and in one column the row's mark: shape, word and hue
/// of models::marks. Numbers get figures of one width. Every row is equally high.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// What the mark of a row says.
    enum class Mark : quint8 {
        State,  ///< models::StateKindRole
        Status, ///< models::StatusKindRole
    };

    RowDelegate(Mark mark, int markColumn, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Mark m_mark;
    int m_markColumn;
};

} // namespace gui
