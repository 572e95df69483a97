// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/why.h"

#include <QScrollArea>

class QGridLayout;

namespace gui {

/// The way from a request to its status, a line for each step; what nearly answered stands out, with buttons
/// for what can be done about it.
class WhyView : public QScrollArea
{
    Q_OBJECT
public:
    explicit WhyView(QWidget *parent = nullptr);

    /// Keeps the place when nothing changed.
    void setLines(std::vector<WhyLine> lines);

signals:
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void addButtons(const WhyLine &line, QGridLayout *grid, int row);

    std::vector<WhyLine> m_lines;
};

} // namespace gui
