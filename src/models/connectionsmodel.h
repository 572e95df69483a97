// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "models/rowsmodel.h"

namespace models {

/// The table of connections; closed ones stay, faded. Lives in the window's thread. Columns:
/// ConnectionColumn.
class ConnectionsModel : public RowsModel<trace::ConnectionRecord>
{
    Q_OBJECT
public:
    /// The log must outlive the model.
    explicit ConnectionsModel(const trace::Log *log, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] const trace::ConnectionPtr &connection(int row) const { return record(row); }

    /// Ages and idle times are shown as of now (steady clock, ns); to be called once a second. Does nothing
    /// while paused.
    void tick(trace::SteadyNs now);
};

} // namespace models
