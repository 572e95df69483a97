// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tally.h"

#include <QAbstractTableModel>

namespace models {

enum class TopColumn : quint8 { Name, Requests, Share, Errors, Bytes, Median, Slowest };

/// The most frequent names of one kind, sorted by any column. Rows stay the rows they are when counts
/// change.
class TopModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr size_t most = 500; ///< rows; what does not fit is in the row for all others

    explicit TopModel(QObject *parent = nullptr);

    void show(const TopCounts &counts, TopKind kind);
    /// A term of the filter language for that row; empty for the others.
    [[nodiscard]] QString term(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row
    {
        QByteArray name;
        Counts counts;
        qint64 median = 0; ///< ns
        qint64 slow = 0;   ///< ns; 99th percentile
        bool isOthers = false;
    };
    [[nodiscard]] QString label(const Row &row) const;
    [[nodiscard]] QString text(const Row &row, TopColumn column) const;
    [[nodiscard]] bool before(const Row &a, const Row &b) const;
    void arrange(std::vector<Row> rows);

    std::vector<Row> m_rows;
    quint64 m_requests = 0; ///< of all rows
    TopKind m_kind = TopKind::Path;
    TopColumn m_column = TopColumn::Requests;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace models
