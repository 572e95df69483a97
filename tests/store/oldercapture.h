// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/columns.h"
#include "store/connection.h"

#include <QStringList>

/// Makes a capture what that version would have made: the tables and columns that came later are taken away.
inline bool makeOlder(const QString &path, int version)
{
    QStringList statements;
    const auto drop = [&](const QString &table, auto columns) {
        for (const auto &column : columns) {
            if (column.since > version)
                statements << QStringLiteral("ALTER TABLE %1 DROP COLUMN %2").arg(table, column.name());
        }
    };
    if (version < 5)
        statements << QStringLiteral("DROP VIEW requests") << QStringLiteral("DROP TABLE contents");
    drop(QStringLiteral("exchanges"), store::exchangeColumns());
    drop(QStringLiteral("connections"), store::connectionColumns());
    if (version < 5)
        statements << QStringLiteral("CREATE VIEW requests AS SELECT run, exchange FROM exchanges");
    if (version < 3)
        statements << QStringLiteral("DROP TABLE loop_samples") << QStringLiteral("DROP TABLE tcp_samples")
                   << QStringLiteral("ALTER TABLE runs DROP COLUMN evicted");
    statements << QStringLiteral("PRAGMA user_version = %1").arg(version);
    const auto file = store::Connection::open(path);
    return file && std::ranges::all_of(statements, [&file](const QString &statement) {
               return (*file)->run(statement).has_value();
           });
}
