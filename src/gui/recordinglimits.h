// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturelimits.h"

#include <QDialog>

#include <memory>

namespace Ui {
class RecordingLimits;
}

namespace gui {

/// Asks how much of the past a recording keeps. Closed by OK it has limits() for the one that runs and the next.
class RecordingLimits : public QDialog
{
    Q_OBJECT
public:
    explicit RecordingLimits(store::CaptureLimits limits, QWidget *parent = nullptr);
    ~RecordingLimits() override;

    /// As they stand; whole MiB and minutes.
    [[nodiscard]] store::CaptureLimits limits() const;

private:
    std::unique_ptr<Ui::RecordingLimits> m_ui;
};

} // namespace gui
