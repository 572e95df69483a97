// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/contentsource.h"
#include "site/encodedcache.h"
#include "site/openfile.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace site {

/// As Content-Encoding and Accept-Encoding spell it (RFC 9110 §8.4.1): "gzip", "br", "identity".
[[nodiscard]] QByteArrayView codingName(Encoding encoding);

/// True for types that get clearly smaller: text, and what is made like text. Parameters do not matter, nor
/// does case.
[[nodiscard]] bool isCompressible(QByteArrayView mediaType);

/// The content, compressed in one go, whatever its size: the caller sees to it that it is small. The same
/// content gives the same bytes. Not for Identity. Nothing when there is no memory for it.
[[nodiscard]] std::optional<QByteArray> encodeWhole(Encoding encoding, QByteArrayView content);

/// The file, compressed while it is sent. A file that is not what it was when it was opened ends with an
/// error, before its last piece. What was made whole is put into the cache under the key, unless it is too
/// large for it. The cache outlives the source. Not for Identity.
[[nodiscard]] std::unique_ptr<ContentSource> encodingSource(std::shared_ptr<const OpenFile> file,
                                                            Encoding encoding, EncodedCache &cache,
                                                            const EncodedKey &key);

} // namespace site
