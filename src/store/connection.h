// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QVariant>

#include <tl/expected.hpp>

namespace store {

/// An open SQLite file. For the thread that made it, as Qt SQL demands; queries on it must be gone before it
/// is.
class Connection
{
public:
    /// Opens the file, and makes it when it is missing. SQLite looks into it at the first statement only.
    [[nodiscard]] static tl::expected<std::unique_ptr<Connection>, QSqlError> open(const QString &path);
    /// Opens a file that is there and changes nothing in it or beside it, be it that somebody writes it.
    [[nodiscard]] static tl::expected<std::unique_ptr<Connection>, QSqlError>
    openReadOnly(const QString &path);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    [[nodiscard]] QSqlDatabase database() const { return m_database; }
    /// Runs one statement and gives the first column of its first row, if it has one.
    [[nodiscard]] tl::expected<QVariant, QSqlError> run(const QString &statement);

private:
    explicit Connection(const QString &path);

    QString m_name;
    QSqlDatabase m_database;
};

} // namespace store
