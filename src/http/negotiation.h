// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace http {

/// How much a client wants a content coding, in thousandths; 0: it must not be sent (RFC 9110 §12.5.3). The
/// field's values are joined by commas; empty: none was sent, then no coding but identity is wanted.
/// "identity" that is not named is worth 1, or what "*" says when that is 0: whatever is named is sent
/// rather. x-gzip is gzip and x-compress is compress (§8.4.1). A member with a malformed weight is ignored.
[[nodiscard]] int codingQuality(QByteArrayView acceptEncoding, QByteArrayView coding);

/// How much a client wants a media type like "text/html; charset=utf-8", in thousandths (RFC 9110 §12.5.1):
/// by the most specific range that fits. An empty field accepts everything: 1000. A member with a malformed
/// weight is ignored.
[[nodiscard]] int mediaQuality(QByteArrayView accept, QByteArrayView type);

} // namespace http
