// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <functional>

namespace models {

/// Rows of text that a person edits, each cell with what is wrong with it. Lives in the window's thread.
class TextTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column
    {
        QString heading;
        QString explanation; ///< one sentence, for the tooltip
    };
    /// One sentence that says what is wrong with that cell; empty when nothing is. Not asked about empty
    /// rows.
    using Check = std::function<QString(const QStringList &row, int column)>;

    enum Role { ProblemRole = Qt::UserRole + 1 };

    TextTable(QList<Column> columns, Check check, QObject *parent = nullptr);

    void setRows(const QList<QStringList> &rows);
    [[nodiscard]] const QList<QStringList> &allRows() const { return m_rows; }
    /// Those that are neither empty nor wrong.
    [[nodiscard]] QList<QStringList> validRows() const;
    /// "Row 2: …", the first one; empty when all is well.
    [[nodiscard]] QString firstProblem() const;

    /// Puts an empty row at the end; gives its number.
    int append();
    void remove(int row);
    /// Exchanges the row with its neighbour above (-1) or below (1), where there is one.
    void move(int row, int by);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] QString problem(const QStringList &row, int column) const;
    [[nodiscard]] QString problem(const QStringList &row) const;

    QList<Column> m_columns;
    Check m_check;
    QList<QStringList> m_rows;
};

} // namespace models
