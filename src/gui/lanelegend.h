// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace gui {

/// Every shape on the lanes beside what it means, and the keys. Not modal.
class LaneLegend : public QDialog
{
    Q_OBJECT
public:
    explicit LaneLegend(QWidget *parent = nullptr);
};

} // namespace gui
