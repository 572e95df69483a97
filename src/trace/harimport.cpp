// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/harimport.h"

#include "trace/harfields.h"
#include "trace/harread.h"
#include "trace/wire.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <map>

namespace trace {

namespace {

using Entries = std::vector<QJsonObject>;

constexpr size_t batchSize = 1024; // exchanges

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

/// Everything in the file, without a byte order mark.
tl::expected<QByteArray, QString> contentOf(QIODevice &device)
{
    const auto tooLarge = [] {
        return tl::unexpected(
            text("The file is larger than %1 MB, too large for a HAR to be read here. Export fewer "
                 "requests into it.")
                .arg(largestHar / 1024 / 1024));
    };
    if (!device.isSequential() && device.size() > largestHar)
        return tooLarge();
    QByteArray content = device.read(largestHar + 1);
    if (content.size() > largestHar)
        return tooLarge();
    if (content.isEmpty() && !device.atEnd())
        return tl::unexpected(text("The file cannot be read: %1.").arg(device.errorString()));
    if (content.startsWith("\xef\xbb\xbf"))
        content.remove(0, 3);
    return content;
}

tl::expected<QJsonArray, QString> entriesOf(const QByteArray &content)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(
            text("This is not a whole HAR file: %1 at byte %2.").arg(error.errorString()).arg(error.offset));
    const QJsonValue entries = document[QLatin1String("log")][QLatin1String("entries")];
    if (!entries.isArray())
        return tl::unexpected(text("This is not a HAR file: it has no log with entries."));
    return entries.toArray();
}

/// Those with a request.
Entries usable(const QJsonArray &array)
{
    Entries entries;
    entries.reserve(size_t(array.size()));
    for (const auto &item : array) {
        const QJsonObject entry = item.toObject();
        if (entry[QLatin1String("request")].isObject())
            entries.push_back(entry);
    }
    return entries;
}

/// Whether every entry is of ours and its number is its own.
bool areOurs(const Entries &entries)
{
    QSet<qint64> numbers;
    return std::all_of(entries.begin(), entries.end(), [&numbers](const QJsonObject &entry) {
        const qint64 number = entry[QLatin1String("_exchange")].toInteger();
        if (!har::isOurs(entry) || numbers.contains(number))
            return false;
        numbers.insert(number);
        return true;
    });
}

/// Records in the order of their exchanges, cut into batches.
std::vector<Batch> batchesOf(std::vector<Exchange> exchanges, std::map<quint64, ConnectionRecord> connections)
{
    std::vector<Batch> batches;
    for (size_t i = 0; i < exchanges.size(); ++i) {
        if (i % batchSize == 0)
            batches.emplace_back();
        // Taken out, it does not come again.
        if (auto connection = connections.extract(exchanges[i].connection))
            batches.back().emplace_back(
                std::make_shared<const ConnectionRecord>(std::move(connection.mapped())));
        batches.back().emplace_back(std::make_shared<const Exchange>(std::move(exchanges[i])));
    }
    return batches;
}

using Batches = std::optional<std::vector<Batch>>; ///< nothing: it was given up

/// Whether it goes on.
bool goesOn(const ImportProgress &progress, size_t done, size_t all)
{
    constexpr size_t every = 256; // entries
    return !progress || done % every != 0 || progress(qsizetype(done), qsizetype(all));
}

Batches ours(const Entries &entries, const ImportProgress &progress)
{
    std::vector<Exchange> exchanges;
    exchanges.reserve(entries.size());
    std::map<quint64, ConnectionRecord> connections;
    for (const QJsonObject &entry : entries) {
        if (!goesOn(progress, exchanges.size(), entries.size()))
            return std::nullopt;
        exchanges.push_back(har::ourExchange(entry));
        if (auto connection = har::ourConnection(entry))
            connections.insert_or_assign(connection->id, std::move(*connection));
    }
    return batchesOf(std::move(exchanges), std::move(connections));
}

/// What tells the connections of another program's entries apart; empty when it does not say.
QString connectionName(const QJsonObject &entry)
{
    const QString name = entry[QLatin1String("connection")].toVariant().toString();
    const QUrl url(entry[QLatin1String("request")][QLatin1String("url")].toString());
    return name.isEmpty() || name == QLatin1String("0") ? QString()
                                                        : name + u' ' + url.authority(QUrl::FullyEncoded);
}

/// The other end, as far as a browser tells it.
Endpoint serverOf(const QJsonObject &entry)
{
    QByteArray address = entry[QLatin1String("serverIPAddress")].toString().toUtf8();
    if (address.startsWith('[') && address.endsWith(']'))
        address = address.mid(1, address.size() - 2);
    const QUrl url(entry[QLatin1String("request")][QLatin1String("url")].toString());
    return {address, quint16(url.port(url.scheme() == QLatin1String("https") ? 443 : 80))};
}

/// The connection lives as long as what went over it.
void widen(ConnectionRecord &connection, const Exchange &exchange)
{
    if (connection.requests == 0) {
        connection.acceptedMs = exchange.startedMs;
        connection.accepted = exchange.timings.firstByte;
    }
    ++connection.requests;
    connection.bytesIn += quint64(requestWireBytes(exchange));
    connection.bytesOut += quint64(responseWireBytes(exchange));
    connection.closed = std::max(connection.closed, exchange.timings.finished);
    connection.lastActivity = connection.stateSince = connection.closed;
}

Batches others(Entries entries, const ImportProgress &progress)
{
    std::stable_sort(entries.begin(), entries.end(), [](const QJsonObject &one, const QJsonObject &other) {
        return har::startedMs(one) < har::startedMs(other);
    });
    const auto dated = std::find_if(entries.begin(), entries.end(),
                                    [](const QJsonObject &entry) { return har::startedMs(entry) > 0; });
    const qint64 epochMs = dated == entries.end() ? 0 : har::startedMs(*dated);
    std::vector<Exchange> exchanges;
    exchanges.reserve(entries.size());
    std::map<quint64, ConnectionRecord> connections;
    QHash<QString, quint64> ids;
    for (const QJsonObject &entry : entries) {
        if (!goesOn(progress, exchanges.size(), entries.size()))
            return std::nullopt;
        Exchange exchange = har::foreignExchange(entry, epochMs);
        const QString name = connectionName(entry);
        const quint64 id = ids.value(name, connections.size() + 1);
        if (!name.isEmpty())
            ids.insert(name, id);
        ConnectionRecord &connection = connections[id];
        connection.id = id;
        connection.server = serverOf(entry);
        connection.state = State::Closed;
        widen(connection, exchange);
        exchange.id = exchanges.size() + 1;
        exchange.connection = id;
        exchange.ordinal = quint32(connection.requests);
        exchanges.push_back(std::move(exchange));
    }
    return batchesOf(std::move(exchanges), std::move(connections));
}

} // namespace

tl::expected<Imported, QString> importHar(QIODevice &device, const ImportProgress &progress)
{
    const auto content = contentOf(device);
    if (!content)
        return tl::unexpected(content.error());
    const auto array = entriesOf(*content);
    if (!array)
        return tl::unexpected(array.error());
    Entries entries = usable(*array);
    Imported imported;
    imported.entries = qsizetype(entries.size());
    if (array->isEmpty())
        imported.notes += text("There are no requests in this file.");
    if (const qsizetype left = array->size() - imported.entries; left > 0)
        imported.notes += text("%1 entries were left out: there is no request in them.").arg(left);
    const bool own = areOurs(entries);
    if (!own)
        imported.notes
            += text("Another program wrote this file: the heads are put together from its fields.");
    Batches batches = own ? ours(entries, progress) : others(std::move(entries), progress);
    if (!batches)
        return tl::unexpected(QString());
    imported.batches = std::move(*batches);
    return imported;
}

} // namespace trace
