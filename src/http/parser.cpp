// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/parser.h"

#include "http/body.h"
#include "http/fieldrules.h"
#include "http/line.h"
#include "http/requestline.h"

#include <llhttp.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace http {

namespace {

using Verdict = LineScanner::Verdict;

constexpr int maxEmptyLines = 2;

Span span(qsizetype from, qsizetype to)
{
    return {static_cast<quint32>(from), static_cast<quint32>(to - from)};
}

} // namespace

struct RequestParser::State
{
    enum class Phase : quint8 { Start, RequestLine, Fields, Body, Done, Failed };

    explicit State(ParserLimits parserLimits)
        : limits(parserLimits)
    {
    }

    [[nodiscard]] bool inHead() const { return phase <= Phase::Fields; }
    [[nodiscard]] Step step() const;

    qsizetype feedHead(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype skipEmptyLines(QByteArrayView bytes);
    qsizetype append(QByteArrayView bytes);
    void readRequestLine();
    void readFields();
    void startFieldLine();
    void endFieldLine();
    void refuseFieldLine(llhttp_errno_t error);
    void endHead();
    llhttp_errno_t runLine();

    void fail(Fault why, qsizetype offset = -1);

    static llhttp_t behindRequestLine();
    template <Span Field::*part>
    static int noteSpan(llhttp_t *llhttp, const char *text, size_t length);

    ParserLimits limits;
    RequestHead head;
    RequestLineReader requestLine{limits.requestLine};
    FieldRules rules;
    LineScanner line;
    BodyReader body{limits};
    llhttp_t llhttp = behindRequestLine();
    Field field;             // of the line being read
    qsizetype at = 0;        // in head.bytes: behind the last byte looked at
    qsizetype lineStart = 0; // in head.bytes
    qsizetype faultOffset = -1;
    int emptyLines = 0;
    bool pendingReturn = false; // a CR that may begin an empty line
    Fault fault = Fault::None;
    Phase phase = Phase::Start;
};

/// llhttp as it stands behind a request line. The real line is read by us; every message starts from a copy
/// of this.
llhttp_t RequestParser::State::behindRequestLine()
{
    static const llhttp_settings_t settings = [] {
        llhttp_settings_t callbacks;
        llhttp_settings_init(&callbacks);
        callbacks.on_header_field = noteSpan<&Field::name>;
        callbacks.on_header_value = noteSpan<&Field::value>;
        callbacks.on_headers_complete = [](llhttp_t *) -> int { return HPE_PAUSED; };
        return callbacks;
    }();
    static const llhttp_t ready = [] {
        llhttp_t llhttp;
        llhttp_init(&llhttp, HTTP_REQUEST, &settings);
        constexpr std::string_view line = "POST / HTTP/1.1\r\n";
        llhttp_execute(&llhttp, line.data(), line.size());
        return llhttp;
    }();
    return ready;
}

/// Field lines of the head go through llhttp whole, so each of its spans comes in one piece.
template <Span Field::*part>
int RequestParser::State::noteSpan(llhttp_t *llhttp, const char *text, size_t length)
{
    auto *self = static_cast<State *>(llhttp->data);
    if (self && length > 0) {
        const qsizetype from = text - self->head.bytes.constData();
        self->field.*part = span(from, from + static_cast<qsizetype>(length));
    }
    return 0;
}

RequestParser::Step RequestParser::State::step() const
{
    switch (phase) {
    case Phase::Done: return Step::MessageComplete;
    case Phase::Failed: return Step::Failed;
    default: return Step::NeedMore;
    }
}

void RequestParser::State::fail(Fault why, qsizetype offset)
{
    fault = why;
    faultOffset = offset;
    phase = Phase::Failed;
}

qsizetype RequestParser::State::feedHead(QByteArrayView bytes)
{
    const qsizetype skipped = phase == Phase::Start ? skipEmptyLines(bytes) : 0;
    const qsizetype before = head.bytes.size();
    const QByteArrayView rest = bytes.sliced(skipped);
    const qsizetype appended = append(rest);
    if (phase == Phase::RequestLine)
        readRequestLine();
    if (phase == Phase::Fields)
        readFields();
    // Everything up to a blank line or the limit was looked at: what is left did not fit.
    if (inHead() && appended < rest.size())
        fail(Fault::HeadTooLarge);
    if (!inHead())
        head.bytes.truncate(at);
    return skipped + head.bytes.size() - before;
}

/// RFC 9112 §2.2: a server should ignore at least one empty line before the request line.
qsizetype RequestParser::State::skipEmptyLines(QByteArrayView bytes)
{
    qsizetype pos = 0;
    for (; pos < bytes.size(); ++pos) {
        if (pendingReturn && bytes[pos] == '\n') {
            pendingReturn = false;
            ++emptyLines;
        } else if (!pendingReturn && bytes[pos] == '\r' && emptyLines < maxEmptyLines) {
            pendingReturn = true;
        } else {
            phase = Phase::RequestLine;
            if (pendingReturn)
                head.bytes.append('\r');
            break;
        }
    }
    return pos;
}

/// Copies what may belong to the head: a whole head in one piece, in one allocation of the right size.
qsizetype RequestParser::State::append(QByteArrayView bytes)
{
    const qsizetype room = std::min(bytes.size(), limits.head - head.bytes.size());
    const std::string_view text(bytes.data(), static_cast<size_t>(room));
    const size_t blankLine = text.find("\r\n\r\n");
    if (blankLine == std::string_view::npos) {
        head.bytes.append(bytes.first(room));
        return room;
    }
    const auto end = static_cast<qsizetype>(blankLine) + 4;
    if (head.bytes.isEmpty()) {
        head.bytes.reserve(end);
        const auto lines = std::count(text.begin(), text.begin() + end, '\n') - 2;
        head.fields.reserve(static_cast<size_t>(std::clamp<qsizetype>(lines, 0, limits.fields)));
    }
    head.bytes.append(bytes.first(end));
    return end;
}

void RequestParser::State::readRequestLine()
{
    const Fault why = requestLine.read(head);
    at = requestLine.position();
    if (why != Fault::None)
        return fail(why, requestLine.faultOffset());
    if (requestLine.isWhole()) {
        phase = Phase::Fields;
        llhttp.data = this;
    }
}

void RequestParser::State::readFields()
{
    while (phase == Phase::Fields && at < head.bytes.size()) {
        if (line.atStart()) {
            startFieldLine();
            if (phase == Phase::Failed)
                return;
        }
        const Verdict verdict = line.scan(head.bytes, at);
        if (verdict == Verdict::Whole) {
            line.length() == 2 ? endHead() : endFieldLine();
        } else if (verdict != Verdict::Open) {
            fail(faultOf(verdict), verdict == Verdict::BareCarriageReturn ? at - 1 : at);
            ++at;
        }
    }
}

void RequestParser::State::startFieldLine()
{
    lineStart = at;
    const char first = head.bytes.at(at);
    if (grammar::isBlank(first)) // a folded line (RFC 9112 §5.2), or space before the first field (§2.2)
        fail(Fault::MalformedField, at++);
    else if (first != '\r' && std::ssize(head.fields) == limits.fields)
        fail(Fault::TooManyFields, at++);
}

void RequestParser::State::endFieldLine()
{
    field = {};
    const llhttp_errno_t error = runLine();
    if (error != HPE_OK)
        return refuseFieldLine(error);
    if (field.name.length == 0)
        return fail(Fault::MalformedField, lineStart);
    while (field.value.length > 0 && grammar::isBlank(field.value.in(head.bytes).back()))
        --field.value.length;
    if (field.value.length == 0)
        field.value = span(at - 2, at - 2);
    head.fields.push_back(field);
    const FieldRules::Finding finding = rules.take(head, field);
    if (finding.fault != Fault::None)
        fail(finding.fault, finding.offset);
}

void RequestParser::State::refuseFieldLine(llhttp_errno_t error)
{
    const QByteArrayView text = QByteArrayView(head.bytes).sliced(lineStart);
    const qsizetype offset = llhttp_get_error_pos(&llhttp) - head.bytes.constData();
    switch (error) {
    case HPE_UNEXPECTED_CONTENT_LENGTH: return fail(Fault::BadContentLength, lineStart); // the second one
    case HPE_INVALID_CONTENT_LENGTH: return fail(Fault::BadContentLength, offset);
    case HPE_INVALID_TRANSFER_ENCODING:
        return fail(Fault::AmbiguousFraming, offset - 1); // it stands behind it
    default: // All bytes were looked at before, so it is the name that has one it must not have.
        return fail(Fault::MalformedField, lineStart + grammar::endOfToken(text));
    }
}

/// The blank line: how long the body is follows from what llhttp understood (RFC 9112 §6.3).
void RequestParser::State::endHead()
{
    const FieldRules::Finding finding = rules.finish(head);
    if (finding.fault != Fault::None)
        return fail(finding.fault, finding.offset);
    const llhttp_errno_t error = runLine();
    const bool chunked = llhttp.flags & F_CHUNKED;
    // Length and coding at once, or a coding that our reading and llhttp's do not agree on.
    if (error != HPE_PAUSED || chunked != bool(llhttp.flags & F_TRANSFER_ENCODING))
        return fail(Fault::AmbiguousFraming);
    if (chunked) {
        head.framing = Framing::Chunked;
    } else if (llhttp.flags & F_CONTENT_LENGTH) {
        if (llhttp.content_length > static_cast<quint64>(std::numeric_limits<qint64>::max()))
            return fail(Fault::BadContentLength);
        head.framing = Framing::Length;
        head.contentLength = static_cast<qint64>(llhttp.content_length);
        if (head.contentLength > limits.body)
            return fail(Fault::BodyTooLarge);
    }
    llhttp.data = nullptr; // trailer fields are not noted
    llhttp_resume(&llhttp);
    body.start(head, llhttp);
    phase = Phase::Body;
}

qsizetype RequestParser::State::feedBody(QByteArrayView bytes)
{
    const qsizetype taken = body.feed(bytes);
    if (body.fault() != Fault::None)
        fail(body.fault());
    else if (body.isWhole())
        phase = Phase::Done;
    return taken;
}

llhttp_errno_t RequestParser::State::runLine()
{
    return llhttp_execute(&llhttp, head.bytes.constData() + lineStart, static_cast<size_t>(at - lineStart));
}

RequestParser::RequestParser(ParserLimits limits)
    : d(std::make_unique<State>(limits))
{
}

RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser &&) noexcept = default;
RequestParser &RequestParser::operator=(RequestParser &&) noexcept = default;

RequestParser::Progress RequestParser::feed(QByteArrayView bytes)
{
    if (d->inHead()) {
        const qsizetype consumed = d->feedHead(bytes);
        return {d->phase == State::Phase::Body ? Step::HeadComplete : d->step(), consumed};
    }
    const qsizetype consumed = d->phase == State::Phase::Body ? d->feedBody(bytes) : 0;
    return {d->step(), consumed};
}

bool RequestParser::started() const
{
    return d->phase != State::Phase::Start && d->phase != State::Phase::Done;
}

const RequestHead &RequestParser::head() const
{
    return d->head;
}

RequestHead RequestParser::takeHead()
{
    return std::exchange(d->head, {});
}

Fault RequestParser::fault() const
{
    return d->fault;
}

qsizetype RequestParser::faultOffset() const
{
    return d->faultOffset;
}

qint64 RequestParser::bodyBytes() const
{
    return d->body.content();
}

void RequestParser::reset(const ParserLimits &limits)
{
    *d = State(limits);
}

} // namespace http
