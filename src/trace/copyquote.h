// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

/// Arguments and string literals for shells and languages, to be pasted at a prompt. Any thread.
namespace trace::quote {

/// Whether bytes can be pasted as they are: UTF-8 without control characters but the line feed. A prompt
/// takes others for keys.
[[nodiscard]] bool isPlain(QByteArrayView bytes);

/// For a POSIX shell. Bytes that are not plain are made by printf, so a line feed at their end is lost.
[[nodiscard]] QString shell(QByteArrayView bytes);
/// A printf for a POSIX shell that writes those bytes, zero bytes too.
[[nodiscard]] QString printfCommand(QByteArrayView bytes);
/// For the prompt of cmd.exe, of a program that takes its command line apart as the C runtime does. Carets
/// keep cmd from ever seeing a quotation mark, a '%' or a '!'.
[[nodiscard]] QString cmd(QByteArrayView bytes);
/// PowerShell, verbatim. It takes typographic quotation marks for its own.
[[nodiscard]] QString powerShell(QByteArrayView bytes);
/// A JavaScript string.
[[nodiscard]] QString script(const QString &text);

} // namespace trace::quote
