// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace gui {

/// One end of what the time slider shows: a grip that the mouse drags and the keyboard moves. Its value is
/// the place on the strip in thousandths; its accessible name says the time.
class TimeSliderHandle : public QAbstractSlider
{
    Q_OBJECT
public:
    explicit TimeSliderHandle(QWidget *parent);

    static constexpr int wide = 11; ///< pixels

signals:
    void dragged(int x); ///< the middle of the grip, in pixels of the parent

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    int m_grip = 0; ///< where in the grip it was taken
};

} // namespace gui
