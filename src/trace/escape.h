// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace trace {

/// Appends the text as Apache writes it inside quotes (see escaped()).
void appendEscaped(QByteArray &out, QByteArrayView text);

/// Appends the text for a line that people read, as UTF-8: printable characters stay; a backslash becomes
/// two, white space is C-style; every byte of what else there is, controls and bytes that are not UTF-8,
/// becomes \xhh.
void appendReadable(QByteArray &out, QByteArrayView text);

/// The same by itself.
[[nodiscard]] QString readable(QByteArrayView text);

/// Appends the text as a JSON string with its quotes (RFC 8259 §7). Characters that do not print become
/// \uhhhh; a byte that is not UTF-8 becomes the four characters \xhh, since JSON knows text only.
void appendJson(QByteArray &out, QByteArrayView text);

} // namespace trace
