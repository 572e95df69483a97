// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemView;

namespace gui {

/// Keeps a view at its newest row while the person has it at the bottom, and the rows under their eyes in
/// place while they have not. Costs nothing per row: it watches the scroll bar.
class FollowTail : public QObject
{
    Q_OBJECT
public:
    /// The view's model must be set already and be scrolled row by row; the view owns this.
    explicit FollowTail(QAbstractItemView *view);

    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Goes to the newest row and stays there.
    void follow();

private:
    void keepPlace(int first, int last);

    QAbstractItemView *m_view;
    bool m_following = true;
};

} // namespace gui
