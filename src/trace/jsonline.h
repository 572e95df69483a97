// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// Appends the exchange as one line of the JSON log (LogFormat says its keys). second is the time it started
/// without its milliseconds: "2011-09-18T23:18:28".
void appendJsonLine(QByteArray &out, const Exchange &exchange, QByteArrayView second);

/// [{"step":"near-case","text":"/Img/logo.png"}], the words those of words.h.
void appendReasons(QByteArray &out, const http::Reasons &reasons);

} // namespace trace
