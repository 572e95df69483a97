// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/range.h"
#include "site/openfile.h"
#include "site/reply.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace site {

/// Several parts of a file in one content.
struct Multipart
{
    QByteArray contentType; ///< with the boundary
    Pieces pieces;
};

/// multipart/byteranges (RFC 9110 §14.6) of the ranges, in their order; each part says its own Content-Type
/// and Content-Range. The boundary is 128 random bits: no file can hold it but by guessing.
[[nodiscard]] Multipart multipart(const std::shared_ptr<const OpenFile> &file,
                                  const std::vector<http::ByteRange> &ranges, const QByteArray &partType);

} // namespace site
