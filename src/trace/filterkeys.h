// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <span>
#include <vector>

namespace trace {

/// What a term of the filter language can ask for, in the order of filterKeys().
enum class FilterKey : quint8 {
    Word, ///< no key: a word that is looked for in what the tables show
    Method,
    Path,
    Query,
    Url,
    Domain,
    Scheme,
    Client,
    Peer,
    MimeType,
    Header,
    RequestHeader,
    ResponseHeader,
    HasRequestHeader,
    HasResponseHeader,
    Referer,
    UserAgent,
    File,
    Why,
    Body,
    Status,
    Size,
    Id,
    Conn,
    Reuse,
    Requests,
    BytesIn,
    BytesOut,
    Backlog,
    Retransmits,
    Duration,
    Wait,
    Stalled,
    Disk,
    Throttled,
    Blocked,
    LoopLag,
    AcceptWait,
    Rtt,
    Age,
    Time,
    Is,
    State,
    Outcome,
    Close,
    ClosedBy,
    Fault,
};

/// What stands behind a key's colon.
enum class FilterValue : quint8 {
    Text,   ///< found anywhere in it; =text is all of it, /re/ a regular expression
    Exact,  ///< text that is all of it; or /re/
    Number, ///< one that names or counts; without a sign it is that one
    Status, ///< the same, or 4xx
    Amount, ///< a number of things; without a sign it is at least that
    Bytes,  ///< the same in bytes: 10k, 10Ki
    Span,   ///< the same of time: 100ms
    Moment, ///< a date, with or without a time; without a sign from then on
    Word,   ///< one of filterWords()
};

struct FilterKeyInfo
{
    FilterKey key;
    QLatin1StringView name; ///< as it is written before the colon; empty for Word
    FilterValue value;
    const char *label;       ///< in a sentence about its value, to be translated: "time to first byte"
    const char *explanation; ///< one sentence, to be translated
    const char *example;     ///< a whole term
};

/// Every key there is; any thread.
[[nodiscard]] std::span<const FilterKeyInfo> filterKeys();
[[nodiscard]] const FilterKeyInfo &filterKey(FilterKey key);
/// label and explanation in the language of the program.
[[nodiscard]] QString label(const FilterKeyInfo &info);
[[nodiscard]] QString explanation(const FilterKeyInfo &info);

/// A word that a key of FilterValue::Word knows, and what it means.
struct FilterWord
{
    QString name;
    QString explanation; ///< one short sentence; empty where the name says it
};
/// The words of such a key, in the order of their bits in a term; none for other keys.
[[nodiscard]] std::vector<FilterWord> filterWords(FilterKey key);

} // namespace trace
