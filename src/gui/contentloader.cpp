// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contentloader.h"

#include "gui/contenttext.h"
#include "trace/decode.h"
#include "trace/head.h"

#include <QBuffer>
#include <QImageReader>

namespace gui {
namespace {

constexpr int LargestSide = 4096; ///< pixels; a larger picture is shown smaller

QImage decodedPicture(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer); // it has a limit of its own for what it allocates
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.width() > LargestSide || size.height() > LargestSide)
        reader.setScaledSize(size.scaled(LargestSide, LargestSide, Qt::KeepAspectRatio));
    return reader.read();
}

struct Beginning
{
    QByteArray bytes;
    bool more = false; ///< there is more of it
};

/// Without its coding; all of it, as far as it is not too large, where a part would not be understood.
tl::expected<Beginning, QString> beginning(const trace::Exchange &exchange, qint64 most)
{
    const QByteArray coding = contentCoding(exchange);
    const qint64 wanted
        = !coding.isEmpty() || isJson(exchange.contentType) ? ContentLoader::LargestText : most;
    const auto bytes = trace::responseContent(exchange, 0, wanted);
    if (!bytes)
        return tl::unexpected(trace::sentence(bytes.error()));
    if (coding.isEmpty())
        return Beginning{*bytes, bytes->size() < trace::contentKept(exchange)};
    if (const auto plain = trace::decoded(*bytes, coding, ContentLoader::LargestText))
        return Beginning{*plain};
    return tl::unexpected(
        ContentLoader::tr("It cannot be unpacked (%1): not all of it is kept, or it is too large.")
            .arg(QString::fromLatin1(coding)));
}

} // namespace

QByteArray contentCoding(const trace::Exchange &exchange)
{
    return trace::headValue(exchange.responseHead, "Content-Encoding").toByteArray().toLower();
}

ContentLoader::ContentLoader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ContentLoader::~ContentLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

// The pool's thread has a hold of its own on the immutable record; signals reach the window's thread queued,
// and this is there until the pool is done.
void ContentLoader::loadBytes(const trace::ExchangePtr &exchange, qint64 offset, qint64 most)
{
    m_pool.start([this, exchange, offset, most] {
        const auto bytes = trace::responseContent(*exchange, offset, most);
        if (bytes)
            emit bytesLoaded(exchange->id, offset, *bytes);
        else
            emit failed(exchange->id, trace::sentence(bytes.error()));
    });
}

void ContentLoader::loadText(const trace::ExchangePtr &exchange, qint64 most)
{
    m_pool.start([this, exchange, most] {
        const auto read = beginning(*exchange, most);
        if (!read)
            return emit failed(exchange->id, read.error());
        const QString text = readableContent(read->bytes, exchange->contentType);
        emit textLoaded(exchange->id, text.left(most), read->more || text.size() > most);
    });
}

void ContentLoader::loadPicture(const trace::ExchangePtr &exchange)
{
    m_pool.start([this, exchange] {
        const auto bytes = trace::responseContent(*exchange, 0, LargestPicture);
        if (!bytes)
            return emit failed(exchange->id, trace::sentence(bytes.error()));
        const auto plain = trace::decoded(*bytes, contentCoding(*exchange), LargestPicture);
        emit pictureLoaded(exchange->id, decodedPicture(plain ? *plain : *bytes));
    });
}

} // namespace gui
