// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Content in a coding that browsers ask for, "gzip" or "br" (RFC 9110 §8.4.1, RFC 7932).
[[nodiscard]] QByteArray compressed(const QByteArray &coding, const QByteArray &content);

/// And back; null when it is not in that coding, or not whole.
[[nodiscard]] QByteArray uncompressed(const QByteArray &coding, const QByteArray &content);
