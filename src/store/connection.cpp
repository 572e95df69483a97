// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <QFileInfo>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

namespace store {

Connection::Connection(const QString &path)
    : m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    m_database.setDatabaseName(path);
}

Connection::~Connection()
{
    m_database = {}; // the last reference must go before the name does
    QSqlDatabase::removeDatabase(m_name);
}

tl::expected<std::unique_ptr<Connection>, QSqlError> Connection::open(const QString &path)
{
    std::unique_ptr<Connection> connection(new Connection(path));
    if (!connection->m_database.open())
        return tl::unexpected(connection->m_database.lastError());
    return connection;
}

tl::expected<std::unique_ptr<Connection>, QSqlError> Connection::openReadOnly(const QString &path)
{
    // A log beside the file: somebody writes it, or was killed. Without one nobody does, and SQLite need not
    // put its own files there, which it otherwise would and, reading only, would not take away again.
    const bool hasLog = QFileInfo::exists(path + QStringLiteral("-wal"));
    QUrl url = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
    url.setQuery(hasLog ? QStringLiteral("mode=ro") : QStringLiteral("mode=ro&immutable=1"));
    std::unique_ptr<Connection> connection(new Connection(url.toString(QUrl::FullyEncoded)));
    connection->m_database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"));
    if (!connection->m_database.open())
        return tl::unexpected(connection->m_database.lastError());
    return connection;
}

tl::expected<QVariant, QSqlError> Connection::run(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement))
        return tl::unexpected(query.lastError());
    return query.next() ? query.value(0) : QVariant();
}

} // namespace store
