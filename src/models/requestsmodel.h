// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "models/rowsmodel.h"

namespace models {

/// The table of exchanges. Lives in the window's thread. Columns: RequestColumn. Display texts carry no
/// glyph: StatusKindRole tells which belongs to the row.
class RequestsModel : public RowsModel<trace::Exchange>
{
    Q_OBJECT
public:
    /// The log must outlive the model.
    explicit RequestsModel(const trace::Log *log, QObject *parent = nullptr, qsizetype atOnce = rowsAtOnce);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] const trace::ExchangePtr &exchange(int row) const { return record(row); }

    /// Shows that connection's exchanges alone; nothing shows all.
    void setConnection(std::optional<quint64> id);
    [[nodiscard]] std::optional<quint64> connection() const { return wanted().connection; }
    [[nodiscard]] const trace::Filter &filter() const { return wanted().filter; }

private:
    [[nodiscard]] QString text(const trace::Exchange &exchange, RequestColumn column) const;
    [[nodiscard]] QString exactText(const trace::Exchange &exchange, RequestColumn column) const;
    [[nodiscard]] QVariant sortValue(const trace::Exchange &exchange, RequestColumn column) const;
    [[nodiscard]] QVariant foreground(const trace::Exchange &exchange, RequestColumn column) const;
};

} // namespace models
