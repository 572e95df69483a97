// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/content.h"

#include "gui/contenttext.h"
#include "trace/decode.h"
#include "trace/head.h"

#include <QCoreApplication>

#include <algorithm>

namespace gui {
namespace {

QByteArray field(const Content &content, QByteArrayView name)
{
    return trace::headValue(content.side == Side::Request ? content.exchange->requestHead
                                                          : content.exchange->responseHead,
                            name)
        .toByteArray();
}

} // namespace

ByteSource sourceOf(const QByteArray &bytes)
{
    return {bytes.size(), [bytes](qint64 offset, qint64 most) { return bytes.mid(offset, most); }};
}

QByteArray Content::type() const
{
    return side == Side::Response ? exchange->contentType : field(*this, "Content-Type");
}

QByteArray Content::coding() const
{
    return field(*this, "Content-Encoding").toLower();
}

qint64 Content::sent() const
{
    return side == Side::Response ? exchange->bodySent : std::max(exchange->extras->requestBodyBytes, kept());
}

qint64 Content::kept() const
{
    return side == Side::Response ? trace::contentKept(*exchange) : trace::requestContent(*exchange).size();
}

bool Content::isAny() const
{
    return sent() > 0 || (side == Side::Response && exchange->bodyLength > 0);
}

ByteSource Content::bytes() const
{
    if (side == Side::Request)
        return sourceOf(trace::requestContent(*exchange));
    return {kept(), [exchange = exchange](qint64 offset, qint64 most) -> tl::expected<QByteArray, QString> {
                return trace::responseContent(*exchange, offset, most).map_error([](trace::NoContent why) {
                    return trace::sentence(why);
                });
            }};
}

tl::expected<ByteSource, QString> Content::readable() const
{
    const ByteSource raw = bytes();
    const QByteArray packing = coding();
    if (packing.isEmpty() && (!isLaidOut(type()) || raw.size > LargestWhole))
        return raw;
    const auto all = raw.read(0, LargestWhole);
    if (!all)
        return tl::unexpected(all.error());
    const auto plain = packing.isEmpty() ? *all : trace::decoded(*all, packing, LargestWhole);
    if (plain)
        return sourceOf(laidOut(*plain, type()));
    return tl::unexpected(
        QCoreApplication::translate("gui::Content",
                                    "It cannot be unpacked (%1): not all of it is kept, or it is too large.")
            .arg(QString::fromLatin1(packing)));
}

} // namespace gui
