// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include <algorithm>
#include <utility>

using namespace http;

namespace {

qsizetype takeMark(QByteArray &text, QByteArrayView mark)
{
    const qsizetype at = text.indexOf(mark);
    if (at >= 0)
        text.remove(at, mark.size());
    return at;
}

QByteArray framingOf(const RequestHead &head)
{
    switch (head.framing) {
    case Framing::None: return "none";
    case Framing::Length: return "length " + QByteArray::number(head.contentLength);
    case Framing::Chunked: return "chunked";
    }
    Q_UNREACHABLE();
}

} // namespace

Script::Script(QByteArray text)
    : bytes(std::move(text))
{
    bytes.replace("\n", "\r\n");
    bytes.replace("␍", "\r").replace("␊", "\n").replace("␉", "\t").replace("␛", "\x1b").replace("␡", "\x7f");
    bytes.replace("␀", QByteArray(1, '\0'));
    faultAt = takeMark(bytes, "«");
    end = takeMark(bytes, "»");
}

QByteArray describe(const RequestHead &head)
{
    const auto text = [&head](Span span) { return span.in(head.bytes).toByteArray(); };
    QByteArray line = text(head.method) + ' ' + text(head.target);
    line += " 1." + QByteArray::number(head.minorVersion);
    line += head.persistence == Persistence::KeepAlive ? " keep-alive" : " close";
    for (const Field &field : head.fields)
        line += " [" + text(field.name) + '=' + text(field.value) + ']';
    if (head.expectsContinue)
        line += " 100-continue";
    return line + ' ' + framingOf(head);
}

QByteArray Reading::transcript() const
{
    return messages + describe(head) + '\n' + head.bytes.toPercentEncoding(" /:") + "\nfault "
        + QByteArray::number(int(fault)) + " at " + QByteArray::number(faultOffset) + ", body "
        + QByteArray::number(bodyBytes) + ", consumed " + QByteArray::number(consumed)
        + (started ? ", started" : ", idle");
}

Reading read(const QByteArray &bytes, const Cut &cut, ParserLimits limits)
{
    using Step = RequestParser::Step;
    Reading reading;
    RequestParser parser(limits);
    for (auto step = Step::NeedMore; step != Step::Failed;) {
        const qsizetype left = bytes.size() - reading.consumed;
        const QByteArrayView piece
            = QByteArrayView(bytes).sliced(reading.consumed, cut(reading.consumed, left));
        const auto progress = parser.feed(piece);
        reading.consumed += progress.consumed;
        step = progress.step;
        if (step == Step::MessageComplete) {
            reading.messages
                += describe(parser.head()) + ", " + QByteArray::number(parser.bodyBytes()) + " read\n";
            parser.reset(limits);
        } else if (step == Step::NeedMore && progress.consumed != piece.size()) {
            reading.messages += "more wanted, but not all was taken\n";
            break;
        }
        if (step == Step::NeedMore && reading.consumed == bytes.size())
            break;
    }
    reading.head = parser.head();
    reading.fault = parser.fault();
    reading.faultOffset = parser.faultOffset();
    reading.bodyBytes = parser.bodyBytes();
    reading.started = parser.started();
    return reading;
}

Reading readWhole(const QByteArray &bytes, ParserLimits limits)
{
    return read(
        bytes, [](qsizetype, qsizetype left) { return left; }, limits);
}

Reading readByteByByte(const QByteArray &bytes, ParserLimits limits)
{
    return read(
        bytes, [](qsizetype, qsizetype left) { return std::min<qsizetype>(left, 1); }, limits);
}

QByteArray differenceWhenCut(const QByteArray &bytes, ParserLimits limits)
{
    const QByteArray whole = readWhole(bytes, limits).transcript();
    const auto compare = [&whole](const QByteArray &how, const QByteArray &transcript) {
        return transcript == whole ? QByteArray() : how + ":\n" + transcript + "\nwhole:\n" + whole;
    };
    QByteArray difference = compare("byte by byte", readByteByByte(bytes, limits).transcript());
    for (qsizetype place = 1; place < bytes.size() && difference.isEmpty(); ++place) {
        const Cut inTwo = [place](qsizetype at, qsizetype left) { return at < place ? place - at : left; };
        difference = compare("cut at " + QByteArray::number(place), read(bytes, inTwo, limits).transcript());
    }
    return difference;
}
