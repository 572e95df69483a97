// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QTreeWidget>

namespace gui {

/// Where the time of an exchange went: a row for each phase, drawn to scale and as numbers, and under sending
/// what it was spent on.
class TimingView : public QTreeWidget
{
    Q_OBJECT
public:
    explicit TimingView(QWidget *parent = nullptr);

    /// The connection may be null. now: steady clock, for what goes on.
    void show(const trace::Exchange &exchange, const trace::ConnectionRecord *connection,
              trace::SteadyNs now);

private:
    void addRow(QTreeWidgetItem *parent, const QString &name, const QString &explanation, qint64 start,
                qint64 ns, qint64 whole, int kind);
};

} // namespace gui
