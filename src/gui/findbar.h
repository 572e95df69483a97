// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/bytefinder.h"

#include <QWidget>

class QComboBox;
class QKeyEvent;
class QLabel;
class QLineEdit;
class QToolButton;

namespace gui {

/// What a find bar searches.
struct FindTarget
{
    ByteFinder::Open open;
    std::function<qint64()> place; ///< where one is: a search begins there
    QByteArray type;               ///< the content's, for the bytes that stand for a text
    bool areBytes = true;          ///< hex digits and offsets mean something
};

/// A slim bar that finds text or bytes, and goes to an offset, in the view it is attached to. Hidden until it
/// is asked for: with the focus in the view, Ctrl+F finds, F3 and Shift+F3 find on, Ctrl+G goes to an offset.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Takes these keys in the view before the window does.
    void attachTo(QWidget *view);
    /// Ends a search of the one before; without a way to open it there is nothing to find and the bar is
    /// hidden.
    void setTarget(FindTarget target);

signals:
    /// A hit, or, with a length of 1, an offset to go to.
    void found(qint64 offset, qint64 length);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Kind : quint8 { Text, Hex, Offset };
    [[nodiscard]] Kind kind() const;
    void makeRow();
    void open(Kind kind);
    void close();
    bool takeKey(const QKeyEvent &key, bool does);
    void find(Direction direction);
    void goToOffset();
    void say(const QString &sentence);
    void changed();

    ByteFinder *m_finder;
    QComboBox *m_kind;
    QLineEdit *m_what;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    QLabel *m_status;
    QWidget *m_view = nullptr; ///< that had the focus
    FindTarget m_target;
    qint64 m_hit = -1;
    qint64 m_length = 0; ///< of what is looked for
};

} // namespace gui
