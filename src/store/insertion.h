// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/value.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <tl/expected.hpp>

#include <memory>

struct sqlite3_stmt;

namespace store {

/// A statement that writes one row after the other. It is SQLite's own, on the connection that Qt SQL has
/// open: QSqlQuery looks a name up and makes a QVariant and a UTF-16 text for each cell, which is four times
/// what SQLite itself needs for a row. For the connection's thread; gone before the connection is.
class Insertion
{
public:
    Insertion() = default;
    [[nodiscard]] static tl::expected<Insertion, QSqlError> prepare(const QSqlDatabase &database,
                                                                    const QString &statement);

    /// The value of a placeholder, from 0; it must live until write().
    void bind(int placeholder, const Value &value);
    [[nodiscard]] tl::expected<void, QSqlError> write();

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace store
