// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/multipart.h"

#include "site/fields.h"

#include <QRandomGenerator>

#include <array>

namespace site {
namespace {

QByteArray randomBoundary()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), std::ssize(bits));
    const QByteArrayView bytes(reinterpret_cast<const char *>(bits.data()), sizeof bits);
    return bytes.toByteArray().toHex();
}

} // namespace

Multipart multipart(const std::shared_ptr<const OpenFile> &file, const std::vector<http::ByteRange> &ranges,
                    const QByteArray &partType)
{
    const QByteArray boundary = randomBoundary();
    Multipart content{"multipart/byteranges; boundary=" + boundary, {}};
    QByteArray delimiter = "--" + boundary;
    for (const http::ByteRange range : ranges) {
        QByteArray head = delimiter + "\r\n";
        addField(head, "Content-Type", partType);
        addField(head, "Content-Range", http::contentRange(range, file->size()));
        content.pieces.emplace_back(head + "\r\n");
        content.pieces.emplace_back(FileSlice{file, range.first, range.length()});
        delimiter = "\r\n--" + boundary;
    }
    content.pieces.emplace_back(delimiter + "--\r\n");
    return content;
}

} // namespace site
