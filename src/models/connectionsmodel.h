// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "models/rowsmodel.h"

namespace models {

/// The table of connections; closed ones stay, faded. Lives in the window's thread. Columns:
/// ConnectionColumn. Display texts carry no glyph: StateKindRole tells which belongs to the row.
class ConnectionsModel : public RowsModel<trace::ConnectionRecord>
{
    Q_OBJECT
public:
    /// The log must outlive the model.
    explicit ConnectionsModel(const trace::Log *log, QObject *parent = nullptr,
                              qsizetype atOnce = rowsAtOnce);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] const trace::ConnectionPtr &connection(int row) const { return record(row); }

private:
    [[nodiscard]] QString text(const trace::ConnectionRecord &connection, ConnectionColumn column) const;
    [[nodiscard]] QString exactText(const trace::ConnectionRecord &connection, ConnectionColumn column) const;
    [[nodiscard]] QVariant sortValue(const trace::ConnectionRecord &connection,
                                     ConnectionColumn column) const;
    [[nodiscard]] QVariant foreground(const trace::ConnectionRecord &connection,
                                      ConnectionColumn column) const;
    [[nodiscard]] QString description(const trace::ConnectionRecord &connection) const;
};

} // namespace models
