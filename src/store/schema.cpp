// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "store/columns.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace store {

namespace {

struct Store
{
    Q_DECLARE_TR_FUNCTIONS(store)
};

using Step = tl::expected<QVariant, QSqlError>;

template <typename T>
QString createTable(const QString &name, std::span<const Column<T>> columns)
{
    QStringList definitions{QStringLiteral("run INTEGER NOT NULL REFERENCES runs(run)")};
    for (const auto &column : columns)
        definitions.append(QLatin1StringView(column.definition));
    const QString key = definitions[1].section(u' ', 0, 0);
    return QStringLiteral("CREATE TABLE %1(%2, PRIMARY KEY(run, %3))")
        .arg(name, definitions.join(QStringLiteral(", ")), key);
}

template <typename T>
QString insertInto(const QString &name, std::span<const Column<T>> columns)
{
    return QStringLiteral("INSERT OR REPLACE INTO %1 VALUES(?%2)")
        .arg(name, QStringLiteral(", ?").repeated(qsizetype(columns.size())));
}

template <typename T>
QVariantList valuesOf(const T &record, std::span<const Column<T>> columns)
{
    QVariantList values;
    values.reserve(qsizetype(columns.size()));
    for (const auto &column : columns)
        values.append(column.value(record));
    return values;
}

QStringList creation()
{
    return {
        QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("BEGIN"),
        QStringLiteral("CREATE TABLE runs(run INTEGER PRIMARY KEY, program TEXT NOT NULL, "
                       "started_ms INTEGER NOT NULL, ended_ms INTEGER)"),
        createTable(QStringLiteral("connections"), connectionColumns()),
        createTable(QStringLiteral("exchanges"), exchangeColumns()),
        QStringLiteral(
            "CREATE VIEW requests AS SELECT run, exchange, "
            "strftime('%Y-%m-%d %H:%M:%f', started_ms / 1000.0, 'unixepoch') AS time, client_address AS "
            "client, "
            "CAST(substr(request_head, method_offset + 1, method_length) AS TEXT) AS method, "
            "CAST(substr(request_head, target_offset + 1, target_length) AS TEXT) AS target, "
            "status, body_sent, (finished_ns - first_byte_ns) / 1e6 AS ms, outcome, why FROM exchanges"),
        QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
        QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion),
        QStringLiteral("COMMIT"),
    };
}

/// From an older version to this one.
QStringList upgrade(int version)
{
    QStringList statements{QStringLiteral("BEGIN IMMEDIATE")};
    if (version < 2) {
        statements << QStringLiteral("ALTER TABLE exchanges ADD COLUMN forwarded_for TEXT")
                   << QStringLiteral("ALTER TABLE exchanges ADD COLUMN reasons TEXT")
                   << QStringLiteral("ALTER TABLE exchanges ADD COLUMN close_cause TEXT")
                   << QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion);
    }
    return statements << QStringLiteral("COMMIT");
}

Step runAll(Connection &connection, const QStringList &statements)
{
    Step last;
    for (const QString &statement : statements) {
        last = connection.run(statement);
        if (!last)
            break;
    }
    return last;
}

enum class Content : quint8 { Nothing, Capture, Newer, Damaged, Foreign };

/// Reading all of a file takes seconds for each GiB: in larger ones damage shows when it is met.
constexpr qint64 largestChecked = 256 * 1024 * 1024;

tl::expected<Content, QSqlError> content(Connection &connection)
{
    const Step id = connection.run(QStringLiteral("PRAGMA application_id"));
    const Step version = connection.run(QStringLiteral("PRAGMA user_version"));
    const Step objects = connection.run(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    for (const Step *step : {&id, &version, &objects}) {
        if (!*step)
            return tl::unexpected(step->error());
    }
    if (id->toInt() == 0 && objects->toInt() == 0)
        return Content::Nothing;
    if (id->toInt() != applicationId)
        return Content::Foreign;
    if (version->toInt() > schemaVersion)
        return Content::Newer;
    if (QFileInfo(connection.database().databaseName()).size() > largestChecked)
        return Content::Capture;
    const Step check = connection.run(QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return tl::unexpected(check.error());
    return check->toString() == u"ok" ? Content::Capture : Content::Damaged;
}

QString notACapture(const QString &path)
{
    return Store::tr("%1 is not a capture of Porthole. Choose another file.").arg(path);
}

QString damaged(const QString &path)
{
    return Store::tr("The capture %1 is damaged. Move it away or choose another file.").arg(path);
}

QString notWritable(const QString &path, const QString &reason)
{
    return Store::tr("The capture %1 cannot be written: %2. Choose another file or make room.")
        .arg(path, reason);
}

} // namespace

tl::expected<void, QString> prepare(const QString &path)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return tl::unexpected(
            Store::tr("Captures need Qt's SQLite driver. Install it (on Debian: libqt6sql6-sqlite)."));
    if (QFileInfo(path).isDir())
        return tl::unexpected(notWritable(path, Store::tr("it is a folder")));
    auto connection = Connection::open(path);
    if (!connection)
        return tl::unexpected(sentence(path, connection.error()));
    const auto found = content(**connection);
    if (!found)
        return tl::unexpected(sentence(path, found.error()));
    switch (*found) {
    case Content::Foreign: return tl::unexpected(notACapture(path));
    case Content::Damaged: return tl::unexpected(damaged(path));
    case Content::Newer:
        return tl::unexpected(
            Store::tr("The capture %1 was made by a newer Porthole. Update Porthole or choose another file.")
                .arg(path));
    case Content::Nothing:
    case Content::Capture: break;
    }
    const Step version = (*connection)->run(QStringLiteral("PRAGMA user_version"));
    // An existing capture is written to, too: it may be read-only.
    const auto done = runAll(
        **connection, *found == Content::Nothing ? creation() : upgrade(version ? version->toInt() : 0));
    if (!done)
        return tl::unexpected(sentence(path, done.error()));
    return {};
}

QString sentence(const QString &path, const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html: the low byte is the primary code.
    constexpr int corrupt = 11, notADatabase = 26;
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case corrupt: return damaged(path);
    case notADatabase: return notACapture(path);
    default: return notWritable(path, error.databaseText());
    }
}

QString insertConnection()
{
    return insertInto(QStringLiteral("connections"), connectionColumns());
}

QString insertExchange()
{
    return insertInto(QStringLiteral("exchanges"), exchangeColumns());
}

QVariantList values(const trace::ConnectionRecord &connection)
{
    return valuesOf(connection, connectionColumns());
}

QVariantList values(const trace::Exchange &exchange)
{
    return valuesOf(exchange, exchangeColumns());
}

} // namespace store
