// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace gui {

/// A line of text in which one run can be marked as wrong: a wavy line under it, drawn in the palette's own
/// terms. Up and Down ask for what was written before.
class FilterEdit : public QLineEdit
{
    Q_OBJECT
public:
    using QLineEdit::cursorRect;
    using QLineEdit::QLineEdit;

    /// Marks length UTF-16 units from offset; at the end of the text the mark takes the room of one letter.
    void markWrong(qsizetype offset, qsizetype length);
    void clearMark();
    [[nodiscard]] bool isMarked() const { return m_length > 0; }

signals:
    void olderWanted();
    void newerWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    qsizetype m_offset = 0;
    qsizetype m_length = 0; ///< 0: nothing is marked
};

} // namespace gui
