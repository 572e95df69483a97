// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contentloader.h"

#include "gui/contenttext.h"
#include "trace/decode.h"
#include "trace/post.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>

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

/// Where in the text of a page that byte of it is.
int placeOn(const QByteArray &page, qint64 at, const QByteArray &type)
{
    return int(plainText(page.first(std::clamp<qint64>(at, 0, page.size())), type).size());
}

/// Reads a page, and its bytes into `bytes`.
tl::expected<TextPage, QString> pageOf(const ByteSource &source, const QByteArray &type, qint64 wanted,
                                       QByteArray &bytes)
{
    TextPage page;
    page.pages = textPages(source.size);
    page.page = std::clamp<qint64>(wanted, 0, page.pages - 1);
    const qint64 nominal = page.page * TextPageSize;
    const qint64 before = page.page > 0 ? 1 : 0; // whether a line ends just before it
    const bool isLast = page.page + 1 == page.pages;
    const qint64 most = isLast ? source.size - nominal + before : TextPageSize + TextPageSlack + before;
    const auto read = source.read(nominal - before, most);
    if (!read)
        return tl::unexpected(read.error());
    const qsizetype start = page.page > 0 && !read->isEmpty() ? textPageStart(*read, before) : 0;
    const qsizetype end = isLast || read->size() < TextPageSize + before
        ? read->size()
        : textPageStart(*read, TextPageSize + before);
    bytes = read->mid(start, end - start);
    page.offset = nominal - before + start;
    page.text = plainText(bytes, type);
    return page;
}

} // namespace

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

void ContentLoader::forget()
{
    ++m_turn;
    m_pool.clear();
}

// The pool's thread has a hold of its own on the immutable record; what it found is told by the window's, and
// this is there until the pool is done.
void ContentLoader::start(std::function<std::function<void()>()> read)
{
    trace::start(m_pool, [this, turn = m_turn, read = std::move(read)] {
        trace::post(this, [this, turn, tell = read()] {
            if (turn == m_turn)
                tell();
        });
    });
}

void ContentLoader::loadBytes(const Content &content, qint64 offset, qint64 most)
{
    start([this, content, offset, most]() -> std::function<void()> {
        const auto bytes = content.bytes().read(offset, most);
        if (!bytes)
            return [this, why = bytes.error()] { emit failed(why); };
        return [this, offset, bytes = *bytes] { emit bytesLoaded(offset, bytes); };
    });
}

void ContentLoader::loadText(const Content &content, qint64 page)
{
    start([this, content, page]() -> std::function<void()> {
        QByteArray bytes;
        const auto text = content.readable().and_then(
            [&](const ByteSource &source) { return pageOf(source, content.type(), page, bytes); });
        if (!text)
            return [this, why = text.error()] { emit failed(why); };
        return [this, text = *text] { emit textLoaded(text); };
    });
}

void ContentLoader::loadTextAt(const Content &content, qint64 offset, qint64 length)
{
    start([this, content, offset, length]() -> std::function<void()> {
        QByteArray bytes;
        const QByteArray type = content.type();
        const auto source = content.readable();
        if (!source)
            return [this, why = source.error()] { emit failed(why); };
        auto text = pageOf(*source, type, offset / TextPageSize, bytes);
        if (text && text->offset > offset) // its line began on the page before
            text = pageOf(*source, type, text->page - 1, bytes);
        if (!text)
            return [this, why = text.error()] { emit failed(why); };
        text->from = placeOn(bytes, offset - text->offset, type);
        text->to = placeOn(bytes, offset - text->offset + length, type);
        return [this, text = *text] { emit textLoaded(text); };
    });
}

void ContentLoader::loadPicture(const Content &content)
{
    start([this, content]() -> std::function<void()> {
        const auto bytes = content.bytes().read(0, LargestPicture);
        if (!bytes)
            return [this, why = bytes.error()] { emit failed(why); };
        const auto plain = trace::decoded(*bytes, content.coding(), LargestPicture);
        return [this, picture = decodedPicture(plain ? *plain : *bytes)] { emit pictureLoaded(picture); };
    });
}

} // namespace gui
