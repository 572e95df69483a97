// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/parser.h"

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

/// Room for a chunk size that makes sense, and CR LF; what is longer counts as extension.
constexpr qsizetype plainChunkLine = 18;
constexpr int maxEmptyLines = 2;

Fault faultOf(Verdict verdict)
{
    return verdict == Verdict::BareLineFeed ? Fault::BareLineFeed : Fault::MalformedField;
}

Span span(qsizetype from, qsizetype to)
{
    return {static_cast<quint32>(from), static_cast<quint32>(to - from)};
}

} // namespace

struct RequestParser::State
{
    enum class Phase : quint8 {
        Start,
        RequestLine,
        Fields,
        Content,
        ChunkSize,
        ChunkData,
        Trailer,
        Done,
        Failed
    };

    explicit State(ParserLimits parserLimits)
        : limits(parserLimits)
    {
    }

    [[nodiscard]] bool inHead() const { return phase <= Phase::Fields; }
    [[nodiscard]] Step step() const;

    qsizetype feedHead(QByteArrayView bytes);
    qsizetype skipEmptyLines(QByteArrayView bytes);
    qsizetype append(QByteArrayView bytes);
    void readRequestLine();
    void readFields();
    void startFieldLine();
    void endFieldLine();
    void refuseFieldLine(llhttp_errno_t error);
    void endHead();
    llhttp_errno_t runLine();

    qsizetype feedContent(QByteArrayView bytes);
    qsizetype feedChunks(QByteArrayView bytes);
    void readChunkSize(QByteArrayView bytes, qsizetype &pos);
    bool runChunkSize(QByteArrayView bytes, qsizetype from, qsizetype &pos, Verdict verdict);
    void readChunkData(QByteArrayView bytes, qsizetype &pos);
    void readTrailer(QByteArrayView bytes, qsizetype &pos);
    bool runBody(QByteArrayView bytes, qsizetype from, qsizetype &pos, Fault otherwise);

    void fail(Fault why, qsizetype offset = -1);

    static llhttp_t behindRequestLine();
    template <Span Field::*part>
    static int noteSpan(llhttp_t *llhttp, const char *text, size_t length);

    ParserLimits limits;
    RequestHead head;
    RequestLineReader requestLine{limits.requestLine};
    FieldRules rules;
    LineScanner line;
    llhttp_t llhttp = behindRequestLine();
    Field field;              // of the line being read
    qsizetype at = 0;         // in head.bytes: behind the last byte looked at
    qsizetype lineStart = 0;  // in head.bytes
    qint64 left = 0;          // bytes to come of the content, or of the chunk and its CR LF
    qint64 content = 0;       // bytes received
    qsizetype extensions = 0; // bytes of chunk extensions
    qsizetype trailer = 0;    // bytes
    qsizetype trailerFields = 0;
    qsizetype faultOffset = -1;
    int emptyLines = 0;
    bool inExtension = false;   // of a chunk size
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
    const qsizetype offset
        = std::min<qsizetype>(llhttp_get_error_pos(&llhttp) - head.bytes.constData(), at - 1);
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
    llhttp_resume(&llhttp);
    llhttp.data = nullptr;
    phase = chunked ? Phase::ChunkSize : Phase::Content;
    if (chunked) {
        head.framing = Framing::Chunked;
    } else if (llhttp.flags & F_CONTENT_LENGTH) {
        if (llhttp.content_length > static_cast<quint64>(std::numeric_limits<qint64>::max()))
            return fail(Fault::BadContentLength);
        head.framing = Framing::Length;
        head.contentLength = static_cast<qint64>(llhttp.content_length);
        left = head.contentLength;
        if (left > limits.body)
            fail(Fault::BodyTooLarge);
    }
}

llhttp_errno_t RequestParser::State::runLine()
{
    return llhttp_execute(&llhttp, head.bytes.constData() + lineStart, static_cast<size_t>(at - lineStart));
}

qsizetype RequestParser::State::feedContent(QByteArrayView bytes)
{
    const qsizetype taken = std::min<qint64>(left, bytes.size());
    left -= taken;
    content += taken;
    if (left == 0)
        phase = Phase::Done;
    return taken;
}

qsizetype RequestParser::State::feedChunks(QByteArrayView bytes)
{
    qsizetype pos = 0;
    while (pos < bytes.size()) {
        if (phase == Phase::ChunkSize)
            readChunkSize(bytes, pos);
        else if (phase == Phase::ChunkData)
            readChunkData(bytes, pos);
        else if (phase == Phase::Trailer)
            readTrailer(bytes, pos);
        else
            break;
    }
    return pos;
}

void RequestParser::State::readChunkSize(QByteArrayView bytes, qsizetype &pos)
{
    const qsizetype from = pos;
    const Verdict verdict = line.scan(bytes, pos);
    const qsizetype surplus = std::max<qsizetype>(line.length() - plainChunkLine, 0);
    const qsizetype excess = extensions + surplus - limits.head;
    if (excess > 0)
        pos -= excess;
    if (!runChunkSize(bytes, from, pos, verdict))
        return;
    if (excess > 0 || (verdict != Verdict::Open && verdict != Verdict::Whole))
        return fail(Fault::MalformedChunk);
    if (verdict == Verdict::Open)
        return;
    extensions += surplus;
    const quint64 size = llhttp.content_length;
    if (size > static_cast<quint64>(limits.body - content))
        return fail(Fault::BodyTooLarge);
    left = static_cast<qint64>(size) + 2;
    phase = size == 0 ? Phase::Trailer : Phase::ChunkData;
}

/// Extensions mean nothing here and must be ignored (RFC 9112 §7.1.1); llhttp, which refuses a second one,
/// does not see them.
bool RequestParser::State::runChunkSize(QByteArrayView bytes, qsizetype from, qsizetype &pos, Verdict verdict)
{
    if (!inExtension) {
        const qsizetype semicolon = bytes.first(pos).indexOf(';', from);
        qsizetype end = semicolon < 0 ? pos : semicolon;
        if (!runBody(bytes, from, end, Fault::MalformedChunk)) {
            pos = end;
            return false;
        }
        inExtension = semicolon >= 0;
    }
    if (!inExtension || verdict != Verdict::Whole)
        return true;
    inExtension = false;
    qsizetype end = 2;
    return runBody("\r\n", 0, end, Fault::MalformedChunk);
}

void RequestParser::State::readChunkData(QByteArrayView bytes, qsizetype &pos)
{
    const qsizetype from = pos;
    const qsizetype taken = std::min<qint64>(left, bytes.size() - pos);
    content += std::clamp<qint64>(left - 2, 0, taken);
    left -= taken;
    pos += taken;
    if (runBody(bytes, from, pos, Fault::MalformedChunk) && left == 0)
        phase = Phase::ChunkSize;
}

/// Trailer fields (RFC 9112 §7.1.2) are held to the rules of the head, and discarded.
void RequestParser::State::readTrailer(QByteArrayView bytes, qsizetype &pos)
{
    if (line.atStart()) {
        if (grammar::isBlank(bytes[pos]))
            return fail(Fault::MalformedField);
        if (bytes[pos] != '\r' && ++trailerFields > limits.fields)
            return fail(Fault::TooManyFields);
    }
    const qsizetype from = pos;
    const Verdict verdict = line.scan(bytes, pos);
    trailer += pos - from;
    const qsizetype excess = trailer - limits.head;
    if (excess > 0)
        pos -= excess;
    if (!runBody(bytes, from, pos, Fault::MalformedField))
        return;
    if (excess > 0)
        return fail(Fault::HeadTooLarge);
    if (verdict == Verdict::Whole && line.length() == 2)
        phase = Phase::Done;
    else if (verdict != Verdict::Open && verdict != Verdict::Whole)
        fail(faultOf(verdict));
}

/// Shows llhttp the bytes between from and pos; when it refuses one, pos is at that one.
bool RequestParser::State::runBody(QByteArrayView bytes, qsizetype from, qsizetype &pos, Fault otherwise)
{
    if (llhttp_execute(&llhttp, bytes.data() + from, static_cast<size_t>(pos - from)) == HPE_OK)
        return true;
    pos = llhttp_get_error_pos(&llhttp) - bytes.data();
    fail(otherwise);
    return false;
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
        const bool complete = d->phase == State::Phase::Content || d->phase == State::Phase::ChunkSize;
        return {complete ? Step::HeadComplete : d->step(), consumed};
    }
    const qsizetype consumed
        = d->phase == State::Phase::Content ? d->feedContent(bytes) : d->feedChunks(bytes);
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
    return d->content;
}

void RequestParser::reset()
{
    *d = State(d->limits);
}

} // namespace http
