// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// As what an exchange can be put on the clipboard.
enum class CopyFormat : quint8 {
    CurlSh,          ///< for a POSIX shell
    CurlCmd,         ///< for the prompt of cmd.exe
    Fetch,           ///< JavaScript
    PowerShell,      ///< Invoke-WebRequest
    Wget,            ///< for a POSIX shell
    RawRequest,      ///< as received: head, and what is kept of the body
    RawResponseHead, ///< as sent
    Markdown,        ///< to be shown to others: secrets are covered (trace/redact.h)
};
inline constexpr CopyFormat copyFormats[]
    = {CopyFormat::CurlSh, CopyFormat::CurlCmd,    CopyFormat::Fetch,           CopyFormat::PowerShell,
       CopyFormat::Wget,   CopyFormat::RawRequest, CopyFormat::RawResponseHead, CopyFormat::Markdown};

/// What a person calls it: "curl Command (sh)".
[[nodiscard]] QString title(CopyFormat format);

/// Whether there is anything of that kind: a command needs a target that is a path and a base URL. Costs no
/// more than a look; any thread.
[[nodiscard]] bool canCopy(const Exchange &exchange, QByteArrayView baseUrl, CopyFormat format);

/// The commands send the same request to what serves at that base URL: method, target, fields and as much
/// of the body as is kept. Fields that a client makes itself (Host, the framing) are left to it, and fetch
/// and PowerShell also the connection's. Secrets are in them, without which they would not work. Empty when
/// it cannot be copied. Any thread.
[[nodiscard]] QString copyText(const Exchange &exchange, QByteArrayView baseUrl, CopyFormat format);

} // namespace trace
