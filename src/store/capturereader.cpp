// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturereader.h"

#include "store/columns.h"
#include "store/connection.h"
#include "store/contents.h"
#include "store/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QtEndian>

#include <algorithm>

namespace store {

namespace {

trace::SteadyNs timeOf(const trace::ConnectionRecord &connection)
{
    return connection.accepted;
}

trace::SteadyNs timeOf(const trace::Exchange &exchange)
{
    return exchange.timings.firstByte;
}

trace::SteadyNs timeOf(const trace::LoopSample &sample)
{
    return sample.at;
}

trace::SteadyNs timeOf(const trace::TcpSample &sample)
{
    return sample.at;
}

template <typename T>
std::span<const Column<T>> columnsOf();
template <>
std::span<const Column<trace::ConnectionRecord>> columnsOf()
{
    return connectionColumns();
}
template <>
std::span<const Column<trace::Exchange>> columnsOf()
{
    return exchangeColumns();
}
template <>
std::span<const Column<trace::LoopSample>> columnsOf()
{
    return loopSampleColumns();
}
template <>
std::span<const Column<trace::TcpSample>> columnsOf()
{
    return tcpSampleColumns();
}

/// Tables of samples came with version 3.
template <typename T>
bool exists(int version)
{
    return columnsOf<T>().front().since <= version;
}

} // namespace

/// Walks over the records of one table.
template <typename T>
class CaptureReader::Cursor
{
public:
    Cursor(const CaptureReader &reader, qint64 run, qint64 &last, trace::SteadyNs from = beginning)
        : m_contents(reader.m_contents.get())
        , m_query(reader.m_connection->database())
        , m_version(reader.m_version)
        , m_last(last)
    {
        if (!exists<T>(m_version))
            return;
        m_query.setForwardOnly(true);
        m_query.prepare(selectStatement<T>(m_version));
        m_query.addBindValue(run);
        m_query.addBindValue(last);
        m_query.addBindValue(from);
        m_hasFailed = !m_query.exec();
        next();
    }

    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    [[nodiscard]] QSqlError error() const { return m_error.value_or(m_query.lastError()); }
    /// Null at the end.
    [[nodiscard]] const std::shared_ptr<const T> &record() const { return m_record; }
    [[nodiscard]] trace::SteadyNs time() const { return timeOf(*m_record); }

    void next()
    {
        m_record = nullptr;
        if (m_hasFailed || !exists<T>(m_version))
            return;
        if (!m_query.next()) {
            m_hasFailed = m_query.lastError().isValid();
            return;
        }
        auto record = std::make_shared<T>();
        int column = 0;
        m_last = std::max(m_last, m_query.value(column++).toLongLong());
        for (const Column<T> &each : columnsOf<T>()) {
            if (each.since <= m_version)
                each.take(*record, value(each, column++));
        }
        m_hasFailed = m_error.has_value();
        if (!m_hasFailed)
            m_record = std::move(record);
    }

private:
    [[nodiscard]] QVariant value(const Column<T> &column, int index)
    {
        const QVariant stored = m_query.value(index);
        const bool isNumber = column.holdsContent && m_contents && stored.typeId() == QMetaType::LongLong;
        if (!isNumber)
            return stored;
        auto bytes = m_contents->bytes(stored.toLongLong());
        if (bytes)
            return *bytes;
        m_error = bytes.error();
        return {};
    }

    ContentsReader *m_contents;
    QSqlQuery m_query;
    int m_version;
    qint64 &m_last;
    bool m_hasFailed = false;
    std::optional<QSqlError> m_error; ///< of a content
    std::shared_ptr<const T> m_record;
};

CaptureReader::CaptureReader(QString path, std::unique_ptr<Connection> connection, int version)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
    , m_contents(version < 5 ? nullptr : std::make_unique<ContentsReader>(m_connection->database()))
    , m_version(version)
{
}

CaptureReader::~CaptureReader() = default;

/// The header of a database: https://www.sqlite.org/fileformat2.html, 1.3.
bool looksLikeCapture(const QString &path)
{
    constexpr qsizetype idAt = 68, headerSize = 100;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) // a pipe would wait for its writer
        return false;
    const QByteArray header = file.read(headerSize);
    return header.size() == headerSize && header.startsWith("SQLite format 3")
        && qFromBigEndian<quint32>(header.constData() + idAt) == applicationId;
}

tl::expected<std::unique_ptr<CaptureReader>, QString> CaptureReader::open(const QString &path)
{
    const auto text = [&path](const char *source) {
        return tl::unexpected(QCoreApplication::translate("store", source).arg(path));
    };
    if (!QFileInfo::exists(path))
        return text("There is no file %1. Choose another one.");
    if (QFileInfo(path).isDir())
        return text("%1 is a folder, not a capture. Choose a file.");
    auto connection = Connection::openReadOnly(path);
    if (!connection)
        return tl::unexpected(sentence(path, connection.error(), Purpose::Read));
    const auto version = readable(**connection, path);
    if (!version)
        return tl::unexpected(version.error());
    return std::unique_ptr<CaptureReader>(new CaptureReader(path, std::move(*connection), *version));
}

tl::expected<std::vector<Run>, QString> CaptureReader::runs()
{
    return runsThat(QStringLiteral("1"));
}

tl::expected<std::optional<Run>, QString> CaptureReader::run(qint64 number)
{
    return runsThat(QStringLiteral("run = %1").arg(number)).map([](const std::vector<Run> &runs) {
        return runs.empty() ? std::nullopt : std::optional(runs.front());
    });
}

tl::expected<std::vector<Run>, QString> CaptureReader::runsThat(const QString &condition)
{
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    const QString evicted = m_version < 3 ? QStringLiteral("0") : QStringLiteral("evicted");
    if (!query.exec(
            QStringLiteral("SELECT run, program, started_ms, ended_ms, (SELECT count(*) FROM "
                           "connections WHERE connections.run = runs.run), (SELECT count(*) FROM "
                           "exchanges WHERE exchanges.run = runs.run), %1 FROM runs WHERE %2 ORDER BY run")
                .arg(evicted, condition)))
        return tl::unexpected(sentence(m_path, query.lastError(), Purpose::Read));
    std::vector<Run> runs;
    while (query.next()) {
        runs.push_back({query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toLongLong(),
                        query.value(3).toLongLong(), query.value(4).toULongLong(),
                        query.value(5).toULongLong(), query.value(6).toULongLong()});
    }
    return runs;
}

tl::expected<void, QString> CaptureReader::read(qint64 run, const Take &take, size_t batchSize,
                                                trace::SteadyNs from)
{
    m_read = {};
    Cursor<trace::ConnectionRecord> connections(*this, run, m_read.connections, from);
    Cursor<trace::Exchange> exchanges(*this, run, m_read.exchanges, from);
    Cursor<trace::LoopSample> loops(*this, run, m_read.loopSamples, from);
    Cursor<trace::TcpSample> tcp(*this, run, m_read.tcpSamples, from);
    trace::Batch batch;
    const auto oldest = [](trace::SteadyNs time, const auto &...others) {
        return ((!others.record() || time <= others.time()) && ...);
    };
    for (;;) {
        if (connections.record() && oldest(connections.time(), exchanges, loops, tcp)) {
            batch.emplace_back(connections.record());
            connections.next();
        } else if (exchanges.record() && oldest(exchanges.time(), loops, tcp)) {
            batch.emplace_back(exchanges.record());
            exchanges.next();
        } else if (loops.record() && oldest(loops.time(), tcp)) {
            batch.emplace_back(loops.record());
            loops.next();
        } else if (tcp.record()) {
            batch.emplace_back(tcp.record());
            tcp.next();
        } else {
            break;
        }
        if (batch.size() >= batchSize) {
            if (!take(batch))
                return {};
            batch.clear();
        }
    }
    std::optional<QSqlError> failure;
    const auto check = [&failure](const auto &cursor) {
        if (cursor.hasFailed() && !failure)
            failure = cursor.error();
    };
    check(connections), check(exchanges), check(loops), check(tcp);
    if (!batch.empty() && !take(batch))
        return {};
    if (failure)
        return tl::unexpected(sentence(m_path, *failure, Purpose::Read));
    return {};
}

template <typename T>
tl::expected<void, QString> CaptureReader::readNew(qint64 run, qint64 &last, trace::Batch &batch)
{
    Cursor<T> cursor(*this, run, last);
    for (; cursor.record(); cursor.next())
        batch.emplace_back(cursor.record());
    if (cursor.hasFailed())
        return tl::unexpected(sentence(m_path, cursor.error(), Purpose::Read));
    return {};
}

tl::expected<trace::Batch, QString> CaptureReader::readNew(qint64 run)
{
    trace::Batch batch;
    for (const auto &done : {readNew<trace::ConnectionRecord>(run, m_read.connections, batch),
                             readNew<trace::Exchange>(run, m_read.exchanges, batch),
                             readNew<trace::LoopSample>(run, m_read.loopSamples, batch),
                             readNew<trace::TcpSample>(run, m_read.tcpSamples, batch)}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    return batch;
}

} // namespace store
