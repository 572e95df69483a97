// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content.h"

namespace fuzz {

namespace {

struct Reader
{
    QByteArray operator()(std::monostate) const { return {}; }
    QByteArray operator()(const QByteArray &bytes) const { return bytes; }
    QByteArray operator()(const site::FileSlice &slice) const { return contentOf(slice); }
    QByteArray operator()(const site::Pieces &pieces) const
    {
        QByteArray all;
        for (const auto &piece : pieces)
            all += std::visit(*this, piece);
        return all;
    }
    QByteArray operator()(const std::unique_ptr<site::ContentSource> &source) const
    {
        QByteArray all;
        for (auto part = source->next(); part && !part->isEmpty(); part = source->next())
            all += *part;
        return all;
    }
};

} // namespace

QByteArray contentOf(site::Body &body)
{
    return std::visit(Reader(), body);
}

QByteArray contentOf(const site::FileSlice &slice)
{
    QByteArray bytes(slice.length, '\0');
    bytes.truncate(std::max<qint64>(0, slice.file->read(bytes.data(), slice.offset, bytes.size())));
    return bytes;
}

} // namespace fuzz
