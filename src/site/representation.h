// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/conditional.h"
#include "site/encodedcache.h"
#include "site/lookup.h"
#include "site/question.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace site {

/// Where the bytes of a representation come from.
enum class Origin : quint8 {
    File,    ///< the file as it is
    Sibling, ///< a file beside it that holds it compressed
    Made,    ///< compressed by the server
};

/// One form of a file that can be sent (RFC 9110 §3.2), and what tells it from the others.
struct Representation
{
    Origin origin = Origin::File;
    Encoding encoding = Encoding::Identity;
    std::shared_ptr<const OpenFile> file; ///< the sibling, for Sibling
    QByteArray siblingPath;               ///< for Sibling: on the disk
    QByteArray contentType;
    bool negotiable = false;        ///< another one may be sent to a client that takes other codings
    QByteArray entityTag;           ///< strong, with its quotes; empty while the file is too young for one
    std::optional<qint64> modified; ///< Last-Modified in seconds since 1970; nothing with an empty entity tag

    [[nodiscard]] http::Validators validators() const { return {entityTag, modified}; }
    [[nodiscard]] EncodedKey key() const;
};

/// The form of a file that suits the request (RFC 9110 §12.5.3): for GET with Range the file as it is; else
/// the coding the client likes best, br rather than gzip, of a sibling that is not older than the file, or to
/// be made; else the file as it is, even to a client that says it does not take that. The time is now, in ns
/// since 1970.
[[nodiscard]] Representation represent(const Question &question, const Finding &finding, qint64 nowNs);

} // namespace site
