// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/insertion.h"

#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

namespace store {

namespace {

/// As Qt SQL gives it out (QSqlDriver::handle()).
sqlite3 *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    Q_ASSERT(qstrcmp(handle.typeName(), "sqlite3*") == 0);
    return *static_cast<sqlite3 *const *>(handle.data());
}

QSqlError errorOf(sqlite3 *database, int code)
{
    return {QString(), QString::fromUtf8(sqlite3_errmsg(database)), QSqlError::StatementError,
            QString::number(code)};
}

} // namespace

void Insertion::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

tl::expected<Insertion, QSqlError> Insertion::prepare(const QSqlDatabase &database, const QString &statement)
{
    sqlite3 *handle = handleOf(database);
    const QByteArray sql = statement.toUtf8();
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(handle, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &prepared, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(errorOf(handle, code));
    Insertion insertion;
    insertion.m_statement.reset(prepared);
    return insertion;
}

void Insertion::bind(int placeholder, const Value &value)
{
    sqlite3_stmt *statement = m_statement.get();
    const int index = placeholder + 1;
    const char *bytes = value.bytes.constData(); // never null, so that what is empty is not NULL
    const auto size = sqlite3_uint64(value.bytes.size());
    switch (value.kind) {
    case Value::Kind::Null: sqlite3_bind_null(statement, index); return;
    case Value::Kind::Integer: sqlite3_bind_int64(statement, index, value.integer); return;
    case Value::Kind::Text:
        sqlite3_bind_text64(statement, index, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
        return;
    case Value::Kind::Content: // whoever shares no contents
    case Value::Kind::Blob: sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_STATIC); return;
    }
}

tl::expected<void, QSqlError> Insertion::write()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return {};
    }
    const QSqlError error = errorOf(sqlite3_db_handle(m_statement.get()), code);
    sqlite3_reset(m_statement.get());
    return tl::unexpected(error);
}

} // namespace store
