// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"

#include <optional>

namespace http {

/// What a representation can be recognised by (RFC 9110 §8.8).
struct Validators
{
    QByteArrayView entityTag;       ///< with its quotes, and W/ when it is weak; empty: none
    std::optional<qint64> modified; ///< the value of Last-Modified, in seconds since 1970 UTC
};

enum class Precondition : quint8 {
    Proceed,     ///< as if there were no condition
    NotModified, ///< 304
    Failed,      ///< 412
};

struct Verdict
{
    Precondition outcome = Precondition::Proceed;
    QByteArrayView field = {}; ///< the name of the field that decided; empty with Proceed

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// Whether the conditions of a request hold for a representation that exists, in the order of RFC 9110
/// §13.2.2. If-Match compares strongly, If-None-Match weakly. A date that is none, and any date where nothing
/// is known of the modification, is ignored. To be asked only where the answer would be a 2xx (§13.2.1).
[[nodiscard]] Verdict evaluate(const RequestHead &head, const Validators &validators);

/// False when If-Range is there and names another representation than this one: then Range is to be ignored
/// (RFC 9110 §13.1.5). Leave validators.modified empty where it is not a strong validator (§8.8.2.2).
[[nodiscard]] bool isRangeWanted(const RequestHead &head, const Validators &validators);

} // namespace http
