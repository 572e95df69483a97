// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/contents.h"

#include <QHash>

namespace store {

namespace {

constexpr qsizetype fewest = 64, most = 16'384; ///< bytes that are worth a number, and that are kept for it
/// How many exchanges a content serves behind its first. With the oldest exchange that is left it tells which
/// contents nobody refers to, without looking at every exchange.
constexpr quint64 served = 10'000;
constexpr qsizetype mostKnown = 16 * 1024 * 1024; ///< bytes

} // namespace

tl::expected<ContentsWriter, QSqlError> ContentsWriter::open(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT coalesce(max(content), 0) FROM contents")) || !query.next())
        return tl::unexpected(query.lastError());
    auto insertion = Insertion::prepare(
        database, QStringLiteral("INSERT INTO contents(content, run, until, bytes) VALUES(?, ?, ?, ?)"));
    if (!insertion)
        return tl::unexpected(insertion.error());
    ContentsWriter writer;
    writer.m_insertion = std::move(*insertion);
    writer.m_next = query.value(0).toLongLong() + 1;
    return writer;
}

tl::expected<Value, QSqlError> ContentsWriter::put(const QByteArray &bytes, qint64 run, quint64 exchange)
{
    if (bytes.size() < fewest || bytes.size() > most)
        return bytes.isNull() ? Value() : Value::blob(bytes);
    Place &place = m_places[qHash(bytes.constData()) % m_places.size()];
    const bool isKnown = place.bytes.constData() == bytes.constData() && place.bytes.size() == bytes.size();
    if (!isKnown) {
        place = {bytes, 0, 0};
        return Value::blob(bytes);
    }
    if (place.content == 0 || exchange > place.until) {
        const qint64 content = m_next++;
        const Value row[]
            = {Value::of(content), Value::of(run), Value::of(qint64(exchange + served)), Value::blob(bytes)};
        for (int i = 0; i < int(std::size(row)); ++i)
            m_insertion.bind(i, row[i]);
        if (auto written = m_insertion.write(); !written)
            return tl::unexpected(written.error());
        place.content = content;
        place.until = exchange + served;
    }
    return Value::of(place.content);
}

ContentsReader::ContentsReader(const QSqlDatabase &database)
    : m_query(database)
    , m_known(mostKnown)
{
    m_query.setForwardOnly(true);
    m_query.prepare(QStringLiteral("SELECT bytes FROM contents WHERE content = ?"));
}

tl::expected<QByteArray, QSqlError> ContentsReader::bytes(qint64 content)
{
    if (const QByteArray *known = m_known.object(content))
        return *known;
    m_query.bindValue(0, content);
    QByteArray bytes;
    if (m_query.exec() && m_query.next())
        bytes = m_query.value(0).toByteArray();
    if (m_query.lastError().isValid())
        return tl::unexpected(m_query.lastError());
    m_query.finish();
    m_known.insert(content, new QByteArray(bytes), bytes.size());
    return bytes;
}

tl::expected<void, QSqlError> evictContents(Connection &connection)
{
    return connection
        .run(QStringLiteral(
            "DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM exchanges) OR (run, until) < (SELECT run, "
            "exchange FROM exchanges ORDER BY run, exchange LIMIT 1)"))
        .map([](const QVariant &) {});
}

} // namespace store
