// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturelimits.h"

#include <QDialog>
#include <QTimer>

class QDoubleSpinBox;
class QLabel;

namespace gui {

class Recording;

/// How large and how old a capture may become while it is recorded. What is changed counts at once. Lives in
/// the window's thread.
class CaptureLimitsDialog : public QDialog
{
    Q_OBJECT
public:
    /// The recording must outlive it.
    explicit CaptureLimitsDialog(Recording &recording, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeFields();
    void apply();
    void showSize();

    Recording &m_recording;
    QDoubleSpinBox *m_size; ///< MB
    QDoubleSpinBox *m_age;  ///< hours
    QLabel *m_now;
    QTimer m_tick;
};

} // namespace gui
