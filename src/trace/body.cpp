// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/body.h"

#include "trace/head.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace trace {

namespace {

/// Bytes that came with the record, from an imported file, come before those on this machine's disk.
bool isInFile(const Exchange &exchange)
{
    return exchange.fileOffset >= 0 && exchange.responseBody.isEmpty();
}

/// The file that was sent. Content that stands in a file and is encoded comes from the sibling that was
/// compressed beforehand; what is compressed while it is sent stands in none.
QString filePath(const Exchange &exchange)
{
    const QByteArrayView coding = headValue(exchange.responseHead, "Content-Encoding");
    if (coding == "br")
        return exchange.diskPath + QStringLiteral(".br");
    return coding == "gzip" ? exchange.diskPath + QStringLiteral(".gz") : exchange.diskPath;
}

tl::expected<QByteArray, NoContent> fromFile(const Exchange &exchange, qint64 offset, qint64 most)
{
    const QString path = filePath(exchange);
    const QFileInfo info(path);
    if (!info.exists())
        return tl::unexpected(NoContent::Gone);
    if (info.size() != exchange.fileSize
        || info.lastModified().toMSecsSinceEpoch() != exchange.fileModifiedNs / 1'000'000)
        return tl::unexpected(NoContent::Changed);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(exchange.fileOffset + offset))
        return tl::unexpected(NoContent::Unreadable);
    return file.read(most);
}

} // namespace

QString sentence(NoContent why)
{
    const auto text = [](const char *source) { return QCoreApplication::translate("trace", source); };
    switch (why) {
    case NoContent::NotKept: return text("This part of the content was not recorded.");
    case NoContent::Gone: return text("The file is not there any more.");
    case NoContent::Changed: return text("The file was changed since it was sent.");
    case NoContent::Unreadable: return text("The file cannot be read.");
    }
    return {};
}

qint64 contentKept(const Exchange &exchange)
{
    if (isInFile(exchange))
        return exchange.bodySent;
    return isChunked(exchange.responseHead) ? dechunked(exchange.responseBody).size()
                                            : exchange.responseBody.size();
}

tl::expected<QByteArray, NoContent> responseContent(const Exchange &exchange, qint64 offset, qint64 most)
{
    const qint64 length = std::min(most, contentKept(exchange) - offset);
    if (length <= 0)
        return offset < exchange.bodySent
            ? tl::expected<QByteArray, NoContent>(tl::unexpect, NoContent::NotKept)
            : QByteArray();
    if (isInFile(exchange))
        return fromFile(exchange, offset, length);
    return (isChunked(exchange.responseHead) ? dechunked(exchange.responseBody) : exchange.responseBody)
        .mid(offset, length);
}

QByteArray requestContent(const Exchange &exchange)
{
    return isChunked(exchange.requestHead) ? dechunked(exchange.extras->requestBody)
                                           : exchange.extras->requestBody;
}

bool isChunked(QByteArrayView head)
{
    const QByteArrayView codings = headValue(head, "Transfer-Encoding");
    return codings.size() >= 7 && codings.last(7).compare("chunked", Qt::CaseInsensitive) == 0;
}

QByteArray dechunked(QByteArrayView body)
{
    QByteArray content;
    for (;;) {
        const qsizetype line = body.indexOf("\r\n");
        if (line < 0)
            return content;
        const QByteArrayView size = body.first(line);
        const qsizetype extension = size.indexOf(';');
        bool isNumber = false;
        const qint64 length = (extension < 0 ? size : size.first(extension))
                                  .trimmed()
                                  .toByteArray()
                                  .toLongLong(&isNumber, 16);
        if (!isNumber || length <= 0)
            return content;
        body = body.sliced(line + 2);
        const qsizetype there = std::min<qsizetype>(length, body.size());
        content.append(body.first(there));
        if (body.size() - there < 2) // so that whatever size is claimed, nothing is added to it
            return content;
        body = body.sliced(there + 2);
    }
}

} // namespace trace
