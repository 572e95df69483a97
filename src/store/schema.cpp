// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "store/columns.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>

namespace store {

namespace {

struct Store
{
    Q_DECLARE_TR_FUNCTIONS(store)
};

using Step = tl::expected<QVariant, QSqlError>;

template <typename T>
struct Table;
template <>
struct Table<trace::ConnectionRecord>
{
    static constexpr QLatin1StringView name{"connections"}, order{"connection"}, ends{"closed_ns"};
    static auto columns() { return connectionColumns(); }
};
template <>
struct Table<trace::Exchange>
{
    static constexpr QLatin1StringView name{"exchanges"}, order{"exchange"}, ends{"finished_ns"};
    static auto columns() { return exchangeColumns(); }
};
template <>
struct Table<trace::LoopSample>
{
    static constexpr QLatin1StringView name{"loop_samples"}, order{"rowid"}, ends{"at_ns"};
    static auto columns() { return loopSampleColumns(); }
};
template <>
struct Table<trace::TcpSample>
{
    static constexpr QLatin1StringView name{"tcp_samples"}, order{"rowid"}, ends{"at_ns"};
    static auto columns() { return tcpSampleColumns(); }
};

template <typename T>
QString createTable()
{
    QStringList definitions{QStringLiteral("run INTEGER NOT NULL REFERENCES runs(run)")};
    for (const auto &column : Table<T>::columns())
        definitions.append(QLatin1StringView(column.definition));
    if (Table<T>::order != QLatin1StringView("rowid"))
        definitions.append(QStringLiteral("PRIMARY KEY(run, %1)").arg(Table<T>::order));
    return QStringLiteral("CREATE TABLE %1(%2)").arg(Table<T>::name, definitions.join(QStringLiteral(", ")));
}

template <typename T>
void addColumns(QStringList &statements, int version)
{
    for (const auto &column : Table<T>::columns()) {
        if (column.since > version)
            statements << QStringLiteral("ALTER TABLE %1 ADD COLUMN %2")
                              .arg(Table<T>::name, QLatin1StringView(column.definition));
    }
}

QString createContents()
{
    return QStringLiteral(
        "CREATE TABLE contents(content INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES "
        "runs(run), until INTEGER NOT NULL, bytes BLOB NOT NULL)");
}

/// The head whole, be it in the row or among the contents.
QString createView()
{
    return QStringLiteral(
        "CREATE VIEW requests AS SELECT run, exchange, "
        "strftime('%Y-%m-%d %H:%M:%f', started_ms / 1000.0, 'unixepoch') AS time, client_address AS client, "
        "CAST(substr(head, method_offset + 1, method_length) AS TEXT) AS method, "
        "CAST(substr(head, target_offset + 1, target_length) AS TEXT) AS target, "
        "status, body_sent, (finished_ns - first_byte_ns) / 1e6 AS ms, outcome, why FROM "
        "(SELECT *, iif(typeof(request_head) = 'integer', (SELECT bytes FROM contents WHERE content = "
        "request_head), request_head) AS head FROM exchanges)");
}

QStringList creation()
{
    return {
        QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"), // so that a file with a limit can shrink
        QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("BEGIN"),
        QStringLiteral("CREATE TABLE runs(run INTEGER PRIMARY KEY, program TEXT NOT NULL, "
                       "started_ms INTEGER NOT NULL, ended_ms INTEGER, evicted INTEGER DEFAULT 0)"),
        createTable<trace::ConnectionRecord>(),
        createTable<trace::Exchange>(),
        createTable<trace::LoopSample>(),
        createTable<trace::TcpSample>(),
        createContents(),
        createView(),
        QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
        QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion),
        QStringLiteral("COMMIT"),
    };
}

/// From an older version to this one.
QStringList upgrade(int version)
{
    QStringList statements{QStringLiteral("BEGIN IMMEDIATE")};
    if (version < schemaVersion) {
        addColumns<trace::ConnectionRecord>(statements, version);
        addColumns<trace::Exchange>(statements, version);
        if (version < 3)
            statements << QStringLiteral("ALTER TABLE runs ADD COLUMN evicted INTEGER DEFAULT 0")
                       << createTable<trace::LoopSample>() << createTable<trace::TcpSample>();
        if (version < 5)
            statements << createContents() << QStringLiteral("DROP VIEW requests") << createView();
        statements << QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion);
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

tl::expected<Content, QSqlError> content(Connection &connection, const QString &path)
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
    if (QFileInfo(path).size() > largestChecked)
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

/// Why a file cannot be used; nothing when it can.
std::optional<QString> fault(Content content, const QString &path)
{
    switch (content) {
    case Content::Foreign: return notACapture(path);
    case Content::Damaged: return damaged(path);
    case Content::Newer:
        return Store::tr(
                   "The capture %1 was made by a newer Porthole. Update Porthole or choose another file.")
            .arg(path);
    case Content::Nothing:
    case Content::Capture: break;
    }
    return std::nullopt;
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
    const auto found = content(**connection, path);
    if (!found)
        return tl::unexpected(sentence(path, found.error()));
    if (const auto why = fault(*found, path))
        return tl::unexpected(*why);
    const Step version = (*connection)->run(QStringLiteral("PRAGMA user_version"));
    // An existing capture is written to, too: it may be read-only.
    const auto done = runAll(
        **connection, *found == Content::Nothing ? creation() : upgrade(version ? version->toInt() : 0));
    if (!done)
        return tl::unexpected(sentence(path, done.error()));
    return {};
}

tl::expected<int, QString> readable(Connection &connection, const QString &path)
{
    const auto found = content(connection, path);
    if (!found)
        return tl::unexpected(sentence(path, found.error(), Purpose::Read));
    if (*found == Content::Nothing)
        return tl::unexpected(notACapture(path));
    if (const auto why = fault(*found, path))
        return tl::unexpected(*why);
    const Step version = connection.run(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(sentence(path, version.error(), Purpose::Read));
    return version->toInt();
}

QString sentence(const QString &path, const QSqlError &error, Purpose purpose)
{
    // https://www.sqlite.org/rescode.html: the low byte is the primary code.
    constexpr int corrupt = 11, notADatabase = 26;
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case corrupt: return damaged(path);
    case notADatabase: return notACapture(path);
    default: break;
    }
    return purpose == Purpose::Write
        ? notWritable(path, error.databaseText())
        : Store::tr("The capture %1 cannot be read: %2.").arg(path, error.databaseText());
}

template <typename T>
QString insertStatement()
{
    QStringList names{QStringLiteral("run")};
    for (const auto &column : Table<T>::columns())
        names << column.name();
    return QStringLiteral("INSERT OR REPLACE INTO %1(%2) VALUES(?%3)")
        .arg(Table<T>::name, names.join(u','), QStringLiteral(", ?").repeated(names.size() - 1));
}

template <typename T>
tl::expected<void, QSqlError> write(Insertion &insertion, ContentsWriter &contents, qint64 run,
                                    const T &record)
{
    const auto columns = Table<T>::columns();
    std::vector<Value> row(columns.size()); // SQLite reads them where they are
    insertion.bind(0, Value::of(run));
    for (size_t i = 0; i < columns.size(); ++i) {
        row[i] = columns[i].value(record);
        if constexpr (std::is_same_v<T, trace::Exchange>) {
            if (row[i].kind == Value::Kind::Content) {
                auto put = contents.put(row[i].bytes, run, record.id);
                if (!put)
                    return tl::unexpected(put.error());
                row[i] = std::move(*put);
            }
        }
        insertion.bind(int(i + 1), row[i]);
    }
    return insertion.write();
}

template <typename T>
QString selectStatement(int version)
{
    QStringList names{QStringLiteral("rowid")};
    for (const auto &column : Table<T>::columns()) {
        if (column.since <= version)
            names << column.name();
    }
    return QStringLiteral("SELECT %1 FROM %2 WHERE run = ? AND rowid > ? AND (%4 IS NULL OR %4 >= ?) ORDER "
                          "BY %3")
        .arg(names.join(u','), Table<T>::name, Table<T>::order, Table<T>::ends);
}

#define PORTHOLE_TABLE(T)                                                                                    \
    template QString insertStatement<T>();                                                                   \
    template tl::expected<void, QSqlError> write<T>(Insertion &, ContentsWriter &, qint64, const T &);       \
    template QString selectStatement<T>(int);
PORTHOLE_TABLE(trace::ConnectionRecord)
PORTHOLE_TABLE(trace::Exchange)
PORTHOLE_TABLE(trace::LoopSample)
PORTHOLE_TABLE(trace::TcpSample)

} // namespace store
