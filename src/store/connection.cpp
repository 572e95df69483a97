// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <QSqlQuery>
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

tl::expected<QVariant, QSqlError> Connection::run(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement))
        return tl::unexpected(query.lastError());
    return query.next() ? query.value(0) : QVariant();
}

} // namespace store
