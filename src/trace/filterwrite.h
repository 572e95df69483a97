// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterkeys.h"
#include "trace/filtertest.h"

#include <QString>

/// Terms of the filter language for single values, as "Filter by this" needs them: Filter::parse() takes each
/// back to exactly that value. Pure.
namespace trace {

/// Text as a value behind a colon: in quotes whenever a word would not do.
[[nodiscard]] QString quotedForFilter(const QString &text);

/// All of the text under a key is this one: "path:=/a". Empty for empty text.
[[nodiscard]] QString exactTerm(FilterKey key, QStringView text);
/// The same of bytes from the wire, which are taken for UTF-8.
[[nodiscard]] QString exactTerm(FilterKey key, QByteArrayView bytes);
/// Anything that the tables show contains it: a word. Empty for empty text.
[[nodiscard]] QString anywhereTerm(const QString &text);
/// "duration:>=100ms": bytes, ns or ms since 1970 UTC, as the key has it.
[[nodiscard]] QString numberTerm(FilterKey key, Relation relation, qint64 number);
/// An amount of at least that; of nothing, nothing.
[[nodiscard]] QString amountTerm(FilterKey key, qint64 number);
/// "status-code:404"; of 0, that there was none.
[[nodiscard]] QString statusTerm(int status);
/// "status-code:4xx", by the hundreds.
[[nodiscard]] QString statusClassTerm(int hundreds);
/// "is:slow": a word of trace/words.h or filterWords().
[[nodiscard]] QString wordTerm(FilterKey key, QByteArrayView word);
/// "request-header:=\"Accept: text/html\"".
[[nodiscard]] QString fieldTerm(FilterKey key, QByteArrayView name, QByteArrayView value);

} // namespace trace
