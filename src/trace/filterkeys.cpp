// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterkeys.h"

#include "trace/filtersubject.h"
#include "trace/words.h"

#include <QCoreApplication>

#include <array>

namespace trace {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

constexpr std::array keys{
    FilterKeyInfo{FilterKey::Word, QLatin1StringView(""), FilterValue::Text, QT_TR_NOOP("anything"),
                  QT_TR_NOOP("Found in method, target, status, client, content type or reason."), "favicon"},
    FilterKeyInfo{FilterKey::Method, QLatin1StringView("method"), FilterValue::Exact, QT_TR_NOOP("method"),
                  QT_TR_NOOP("What the client wants done."), "method:GET"},
    FilterKeyInfo{FilterKey::Path, QLatin1StringView("path"), FilterValue::Text, QT_TR_NOOP("path"),
                  QT_TR_NOOP("What was asked for, as sent and decoded."), "path:/img/"},
    FilterKeyInfo{FilterKey::Query, QLatin1StringView("query"), FilterValue::Text, QT_TR_NOOP("query"),
                  QT_TR_NOOP("What follows the question mark."), "query:q="},
    FilterKeyInfo{FilterKey::Url, QLatin1StringView("url"), FilterValue::Text, QT_TR_NOOP("address"),
                  QT_TR_NOOP("The whole address: scheme, host, path and query."), "url:localhost/img"},
    FilterKeyInfo{FilterKey::Domain, QLatin1StringView("domain"), FilterValue::Exact, QT_TR_NOOP("domain"),
                  QT_TR_NOOP("The host that was asked; * stands for anything."), "domain:*.example"},
    FilterKeyInfo{FilterKey::Scheme, QLatin1StringView("scheme"), FilterValue::Exact, QT_TR_NOOP("scheme"),
                  QT_TR_NOOP("http or https."), "scheme:http"},
    FilterKeyInfo{FilterKey::Client, QLatin1StringView("client"), FilterValue::Text, QT_TR_NOOP("client"),
                  QT_TR_NOOP("The client's address and port, or what a trusted proxy told."),
                  "client:127.0.0.1"},
    FilterKeyInfo{FilterKey::Peer, QLatin1StringView("peer"), FilterValue::Text, QT_TR_NOOP("peer"),
                  QT_TR_NOOP("Address and port of the other end, be it a proxy."), "peer:127.0.0.1"},
    FilterKeyInfo{FilterKey::MimeType, QLatin1StringView("mime-type"), FilterValue::Text, QT_TR_NOOP("type"),
                  QT_TR_NOOP("The media type of the response."), "mime-type:image/"},
    FilterKeyInfo{FilterKey::Header, QLatin1StringView("header"), FilterValue::Text,
                  QT_TR_NOOP("header field"),
                  QT_TR_NOOP("A field, as name: value, of the request or the response."),
                  "header:\"accept: text/html\""},
    FilterKeyInfo{FilterKey::RequestHeader, QLatin1StringView("request-header"), FilterValue::Text,
                  QT_TR_NOOP("request field"), QT_TR_NOOP("A field of the request, as name: value."),
                  "request-header:gzip"},
    FilterKeyInfo{FilterKey::ResponseHeader, QLatin1StringView("response-header"), FilterValue::Text,
                  QT_TR_NOOP("response field"), QT_TR_NOOP("A field of the response, as name: value."),
                  "response-header:etag"},
    FilterKeyInfo{FilterKey::HasRequestHeader, QLatin1StringView("has-request-header"), FilterValue::Exact,
                  QT_TR_NOOP("the request"), QT_TR_NOOP("The request has a field of that name."),
                  "has-request-header:range"},
    FilterKeyInfo{FilterKey::HasResponseHeader, QLatin1StringView("has-response-header"), FilterValue::Exact,
                  QT_TR_NOOP("the response"), QT_TR_NOOP("The response has a field of that name."),
                  "has-response-header:etag"},
    FilterKeyInfo{FilterKey::Referer, QLatin1StringView("referer"), FilterValue::Text, QT_TR_NOOP("referer"),
                  QT_TR_NOOP("The page that asked."), "referer:index.html"},
    FilterKeyInfo{FilterKey::UserAgent, QLatin1StringView("user-agent"), FilterValue::Text,
                  QT_TR_NOOP("user agent"), QT_TR_NOOP("The program that asked."), "user-agent:curl"},
    FilterKeyInfo{FilterKey::File, QLatin1StringView("file"), FilterValue::Text, QT_TR_NOOP("file"),
                  QT_TR_NOOP("The file on the disk that was served."), "file:.html"},
    FilterKeyInfo{FilterKey::Why, QLatin1StringView("why"), FilterValue::Text, QT_TR_NOOP("reason"),
                  QT_TR_NOOP("The sentence that says why it got this status."), "why:\"no such file\""},
    FilterKeyInfo{FilterKey::Body, QLatin1StringView("body"), FilterValue::Text, QT_TR_NOOP("content"),
                  QT_TR_NOOP("What is kept of the contents; files are not read."), "body:error"},
    FilterKeyInfo{FilterKey::Status, QLatin1StringView("status-code"), FilterValue::Status,
                  QT_TR_NOOP("status"), QT_TR_NOOP("The status: a number, 4xx, or a comparison."),
                  "status-code:4xx"},
    FilterKeyInfo{FilterKey::Size, QLatin1StringView("size"), FilterValue::Bytes, QT_TR_NOOP("size"),
                  QT_TR_NOOP("Bytes of content sent."), "size:>=10k"},
    FilterKeyInfo{FilterKey::Id, QLatin1StringView("id"), FilterValue::Number, QT_TR_NOOP("request number"),
                  QT_TR_NOOP("The request's number."), "id:17"},
    FilterKeyInfo{FilterKey::Conn, QLatin1StringView("conn"), FilterValue::Number, QT_TR_NOOP("connection"),
                  QT_TR_NOOP("The connection's number."), "conn:4"},
    FilterKeyInfo{FilterKey::Reuse, QLatin1StringView("reuse"), FilterValue::Number,
                  QT_TR_NOOP("place on its connection"),
                  QT_TR_NOOP("Its place among the requests of its connection, from 1."), "reuse:>1"},
    FilterKeyInfo{FilterKey::Requests, QLatin1StringView("requests"), FilterValue::Number,
                  QT_TR_NOOP("number of requests"), QT_TR_NOOP("Requests begun on a connection."),
                  "requests:>5"},
    FilterKeyInfo{FilterKey::BytesIn, QLatin1StringView("bytes-in"), FilterValue::Bytes,
                  QT_TR_NOOP("bytes in"), QT_TR_NOOP("Bytes received on a connection."), "bytes-in:>1M"},
    FilterKeyInfo{FilterKey::BytesOut, QLatin1StringView("bytes-out"), FilterValue::Bytes,
                  QT_TR_NOOP("bytes out"), QT_TR_NOOP("Bytes sent on a connection."), "bytes-out:>1M"},
    FilterKeyInfo{FilterKey::Backlog, QLatin1StringView("backlog"), FilterValue::Bytes, QT_TR_NOOP("backlog"),
                  QT_TR_NOOP("Most bytes that a full send buffer kept with us."), "backlog:>64Ki"},
    FilterKeyInfo{FilterKey::Retransmits, QLatin1StringView("retrans"), FilterValue::Amount,
                  QT_TR_NOOP("number of retransmits"), QT_TR_NOOP("Segments that were sent again."),
                  "retrans:>0"},
    FilterKeyInfo{FilterKey::Duration, QLatin1StringView("duration"), FilterValue::Span,
                  QT_TR_NOOP("duration"), QT_TR_NOOP("From the first byte in to the last byte out."),
                  "duration:>100ms"},
    FilterKeyInfo{FilterKey::Wait, QLatin1StringView("wait"), FilterValue::Span,
                  QT_TR_NOOP("time to first byte"),
                  QT_TR_NOOP("From the whole request to the first byte sent."), "wait:>50ms"},
    FilterKeyInfo{FilterKey::Stalled, QLatin1StringView("stalled"), FilterValue::Span,
                  QT_TR_NOOP("time stalled"), QT_TR_NOOP("Time that client or network did not take more."),
                  "stalled:>1s"},
    FilterKeyInfo{FilterKey::Disk, QLatin1StringView("disk"), FilterValue::Span, QT_TR_NOOP("disk time"),
                  QT_TR_NOOP("Time spent reading the file or making the content."), "disk:>10ms"},
    FilterKeyInfo{FilterKey::Throttled, QLatin1StringView("throttled"), FilterValue::Span,
                  QT_TR_NOOP("time throttled"), QT_TR_NOOP("Time that a speed limit of ours held it back."),
                  "throttled:>0"},
    FilterKeyInfo{FilterKey::Blocked, QLatin1StringView("blocked"), FilterValue::Span,
                  QT_TR_NOOP("time blocked"), QT_TR_NOOP("Time behind an earlier request on its connection."),
                  "blocked:>0"},
    FilterKeyInfo{FilterKey::LoopLag, QLatin1StringView("loop-lag"), FilterValue::Span,
                  QT_TR_NOOP("loop lag"), QT_TR_NOOP("The largest lag of its loop meanwhile."),
                  "loop-lag:>5ms"},
    FilterKeyInfo{FilterKey::AcceptWait, QLatin1StringView("accept-wait"), FilterValue::Span,
                  QT_TR_NOOP("accept wait"), QT_TR_NOOP("Time a connection waited to be accepted."),
                  "accept-wait:>10ms"},
    FilterKeyInfo{FilterKey::Rtt, QLatin1StringView("rtt"), FilterValue::Span, QT_TR_NOOP("round trip"),
                  QT_TR_NOOP("Round trip time, where the kernel told it."), "rtt:>50ms"},
    FilterKeyInfo{FilterKey::Age, QLatin1StringView("age"), FilterValue::Span, QT_TR_NOOP("age"),
                  QT_TR_NOOP("How long a connection lived, as far as recorded."), "age:>1min"},
    FilterKeyInfo{FilterKey::Time, QLatin1StringView("time"), FilterValue::Moment, QT_TR_NOOP("time"),
                  QT_TR_NOOP("When its first byte came, or the connection was accepted."),
                  "time:>=2026-05-04T14:03"},
    FilterKeyInfo{FilterKey::Is, QLatin1StringView("is"), FilterValue::Word, QT_TR_NOOP("it"),
                  QT_TR_NOOP("A property: running, error, slow, broken …"), "is:error"},
    FilterKeyInfo{FilterKey::State, QLatin1StringView("state"), FilterValue::Word, QT_TR_NOOP("state"),
                  QT_TR_NOOP("What a connection or running request is doing."), "state:idle"},
    FilterKeyInfo{FilterKey::Outcome, QLatin1StringView("outcome"), FilterValue::Word, QT_TR_NOOP("outcome"),
                  QT_TR_NOOP("How it ended."), "outcome:complete"},
    FilterKeyInfo{FilterKey::Close, QLatin1StringView("close"), FilterValue::Word, QT_TR_NOOP("close cause"),
                  QT_TR_NOOP("Why the connection was closed; a part of it will do."), "close:timeout"},
    FilterKeyInfo{FilterKey::ClosedBy, QLatin1StringView("closed-by"), FilterValue::Word,
                  QT_TR_NOOP("who closed"), QT_TR_NOOP("Who hung up first."), "closed-by:client"},
    FilterKeyInfo{FilterKey::Fault, QLatin1StringView("fault"), FilterValue::Word, QT_TR_NOOP("fault"),
                  QT_TR_NOOP("What was wrong with the request."), "fault:malformed-request-line"},
};

constexpr bool standInOrder()
{
    for (size_t i = 0; i < keys.size(); ++i) {
        if (size_t(keys[i].key) != i)
            return false;
    }
    return keys.back().key == FilterKey::Fault;
}
static_assert(standInOrder());

struct IsWord
{
    const char *name;
    const char *explanation;
};

/// In the order of Is.
constexpr std::array isWords{
    IsWord{"running", QT_TR_NOOP("It has not ended.")},
    IsWord{"held", QT_TR_NOOP("A person holds it back.")},
    IsWord{"first", QT_TR_NOOP("The first request on its connection.")},
    IsWord{"reused", QT_TR_NOOP("The connection had served a request before.")},
    IsWord{"complete", QT_TR_NOOP("All of the response was sent.")},
    IsWord{"broken", QT_TR_NOOP("It ended before the client had it all.")},
    IsWord{"aborted", QT_TR_NOOP("The client broke it off.")},
    IsWord{"error", QT_TR_NOOP("The status is 400 or above.")},
    IsWord{"slow", QT_TR_NOOP("It took a second or longer.")},
    IsWord{"answered", QT_TR_NOOP("It got a status.")},
    IsWord{"cached", QT_TR_NOOP("The client had it already: 304.")},
    IsWord{"redirect", QT_TR_NOOP("It was sent elsewhere: 301, 302, 303, 307, 308.")},
    IsWord{"partial", QT_TR_NOOP("Only a part was asked for: 206.")},
    IsWord{"malformed", QT_TR_NOOP("Something was wrong with the request.")},
    IsWord{"compressed", QT_TR_NOOP("The content was sent compressed.")},
    IsWord{"proxied", QT_TR_NOOP("A trusted proxy passed it on.")},
    IsWord{"kept", QT_TR_NOOP("The connection was kept open after it.")},
};
static_assert(isWords.size() == size_t(Is::Kept) + 1);

/// The names of an enum that trace/words.h writes, from 0 to the last.
template <typename Enum>
std::vector<FilterWord> namesUpTo(Enum last)
{
    std::vector<FilterWord> words;
    for (int value = 0; value <= int(last); ++value)
        words.push_back({QString::fromLatin1(word(Enum(value))), {}});
    return words;
}

std::vector<FilterWord> closeWords()
{
    auto words = namesUpTo(CloseCause::Banned);
    for (size_t i = 0; i < words.size(); ++i)
        words[i].explanation = sentence(CloseCause(i));
    return words;
}

std::vector<FilterWord> faultWords()
{
    auto words = namesUpTo(http::Fault::HeadTooSlow);
    for (size_t i = 0; i < words.size(); ++i)
        words[i].explanation = sentence(http::Fault(i));
    return words;
}

} // namespace

std::span<const FilterKeyInfo> filterKeys()
{
    return keys;
}

const FilterKeyInfo &filterKey(FilterKey key)
{
    return keys.at(size_t(key));
}

QString label(const FilterKeyInfo &info)
{
    return text(info.label);
}

QString explanation(const FilterKeyInfo &info)
{
    return text(info.explanation);
}

std::vector<FilterWord> filterWords(FilterKey key)
{
    switch (key) {
    case FilterKey::Is: {
        std::vector<FilterWord> words;
        words.reserve(isWords.size());
        for (const IsWord &word : isWords)
            words.push_back({QLatin1StringView(word.name), text(word.explanation)});
        return words;
    }
    case FilterKey::State: return namesUpTo(State::Closed);
    case FilterKey::Outcome: return namesUpTo(Outcome::ServerStopped);
    case FilterKey::Close: return closeWords();
    case FilterKey::ClosedBy:
        return {
            {QStringLiteral("nobody"), {}}, {QStringLiteral("client"), {}}, {QStringLiteral("server"), {}}};
    case FilterKey::Fault: return faultWords();
    default: return {};
    }
}

} // namespace trace
