// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include <QTest>

#include <span>

using namespace http;

namespace {

struct Row
{
    const char *name;
    const char *text;
    Fault fault;
};

constexpr Row requestLines[]{
    // RFC 9112 §3: request-line = method SP request-target SP HTTP-version CRLF
    {"RFC 9112 §3: space first", "« »GET / HTTP/1.1\nHost: a\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3: tab first", "«␉»GET / HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: no method can begin so", "«{»\"json\": true}", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: NUL", "«␀»", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: high byte", "«\xff»GET / HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: no token", "G«@»T / HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: method alone", "GET«␍»␊", Fault::MalformedRequestLine},
    {"RFC 9112 §3.1: tab behind the method", "GET«␉»/ HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3: two spaces before the target", "GET « »/ HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3: two spaces behind the target", "GET / « »HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3: no target", "GET « »HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.2: space in the target", "GET /a «b».html HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.2: tab in the target", "GET /a«␉»b HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.2: NUL in the target", "GET /a«␀»b HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.2: DEL in the target", "GET /a«␡» HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 3986 §2: raw UTF-8 in the target", "GET /«\xe4»\xb8\xad HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3.2: carriage return in the target", "GET /a«␍»b HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 1945 §4.1: HTTP/0.9", "GET /«␍»␊", Fault::MalformedRequestLine},
    {"RFC 1945 §4.1: HTTP/0.9 with space", "GET / «␍»␊", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: another protocol", "OPTIONS / «R»TSP/1.0\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: name in lower case", "GET / «h»ttp/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: name cut short", "GET / HTT«/»1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: no minor version", "GET / HTTP/1«␍»␊\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: comma for the dot", "GET / HTTP/1«,»1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: two-digit minor version", "GET / HTTP/1.1«0»\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: two-digit major version", "GET / HTTP/1«1».1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.3: no digit", "GET / HTTP/«x».1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §3: space at the end", "GET / HTTP/1.1« »\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.2: carriage return alone", "GET / HTTP/1.1«␍H»ost: a\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.2: two carriage returns", "GET / HTTP/1.1«␍␍»␊\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.2: carriage return before the line", "«␍»GET / HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.2: three empty lines", "\n\n«␍»␊GET / HTTP/1.1\n\n", Fault::MalformedRequestLine},
    {"RFC 9112 §2.2: line feed first", "«␊»GET / HTTP/1.1\n\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed behind an empty line", "\n«␊»GET / HTTP/1.1\n\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed in the method", "GET«␊» / HTTP/1.1\n\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed behind the target", "GET /«␊»", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed ends the line", "GET / HTTP/1.1«␊»Host: a␊␊", Fault::BareLineFeed},
    // versions and methods are judged at the end of the line, when method and target can be shown
    {"RFC 9110 §15.6.6: HTTP/2.0", "GET / HTTP/«2.0\n»Host: a\n\n", Fault::UnsupportedVersion},
    {"RFC 9110 §15.6.6: HTTP/0.9", "GET / HTTP/«0.9\n»\n", Fault::UnsupportedVersion},
    {"RFC 9110 §15.6.6: HTTP/3.0, unknown method", "BREW / HTTP/«3.0\n»\n", Fault::UnsupportedVersion},
    {"RFC 9113 §3.4: the preface", "PRI * HTTP/«2.0\n»\nSM\n\n", Fault::Http2Preface},
    {"RFC 9113 §3.4: not quite the preface", "PRI / HTTP/«2.0\n»\n", Fault::UnsupportedVersion},
    {"RFC 9110 §9.1: unknown method", "«BREW /pot HTTP/1.1\n»Host: a\n\n", Fault::UnknownMethod},
    {"RFC 9110 §9.1: methods are case-sensitive", "«get / HTTP/1.1\n»Host: a\n\n", Fault::UnknownMethod},
    {"RFC 9110 §9.1: longer than a known one", "«GETS / HTTP/1.1\n»Host: a\n\n", Fault::UnknownMethod},
    {"RFC 9110 §9.1: a number is a token", "«123 / HTTP/1.0\n»\n", Fault::UnknownMethod},
    {"RFC 9113 §3.4: PRI is no HTTP/1 method", "«PRI * HTTP/1.1\n»Host: a\n\n", Fault::UnknownMethod},
    {"RFC 7826 §13: a method of RTSP", "«DESCRIBE / HTTP/1.1\n»Host: a\n\n", Fault::UnknownMethod},
    {"RFC 8446 §5.1: TLS 1.3 client hello", "«\x16»\x03\x01\x02", Fault::TlsHello},
    {"RFC 8446 §5.1: behind an empty line", "\n«\x16»\x03\x03", Fault::TlsHello},
    {"RFC 8446 §5.1: only as the first byte", "G«\x16»", Fault::MalformedRequestLine},
};

#define HEAD "GET / HTTP/1.1\nHost: a\n"
constexpr Row fieldLines[]{
    // RFC 9112 §5: field-line = field-name ":" OWS field-value OWS
    {"RFC 9112 §2.2: line feed ends a field", HEAD "A: b«␊»\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed ends the head", HEAD "A: b\n«␊»", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed in a name", HEAD "A«␊»: b\n\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: line feed first", "GET / HTTP/1.1\n«␊»Host: a\n\n", Fault::BareLineFeed},
    {"RFC 9112 §2.2: space before the first field", "GET / HTTP/1.1\n« »Host: a\n\n", Fault::MalformedField},
    {"RFC 9112 §5.2: folded with a space", HEAD "A: b\n« »c\n\n", Fault::MalformedField},
    {"RFC 9112 §5.2: folded with a tab", HEAD "A: b\n«␉»c\n\n", Fault::MalformedField},
    {"RFC 9112 §5.2: folded blank line", HEAD "« »\n\n", Fault::MalformedField},
    {"RFC 9112 §5.2: folded behind an empty value", HEAD "A:\n« »b\n\n", Fault::MalformedField},
    {"RFC 9112 §5.1: space before the colon", HEAD "A« : b\n»\n", Fault::MalformedField},
    {"RFC 9112 §5.1: tab before the colon", HEAD "A«␉: b\n»\n", Fault::MalformedField},
    {"RFC 9112 §5.1: space before the colon of a length", HEAD "Content-Length« : 5\n»\nabcde",
     Fault::MalformedField},
    {"RFC 9112 §5.1: space before the colon of a coding", HEAD "Transfer-Encoding« : chunked\n»\n0\n\n",
     Fault::MalformedField},
    {"RFC 9110 §5.1: no name", HEAD "«: b\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.1: no colon", HEAD "Accept«\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.1: space in the name", HEAD "A« b: c\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: parenthesis in the name", HEAD "A«(b): c\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: name in quotes", HEAD "«\"A\": b\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: slash in the name", HEAD "«/A: b\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: UTF-8 in the name", HEAD "«\xc3\xa4: b\n»\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: DEL in the name", HEAD "A«␡»: b\n\n", Fault::MalformedField},
    {"RFC 9110 §5.6.2: NUL in the name", HEAD "A«␀»: b\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: NUL in a value", HEAD "A: b«␀»c\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: escape in a value", HEAD "A: «␛»[31m\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: DEL in a value", HEAD "A: b«␡»\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: carriage return in a value", HEAD "A: b«␍c»\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: two carriage returns", HEAD "A: b«␍␍»␊\n", Fault::MalformedField},
    {"RFC 9112 §2.2: carriage return ends the head", HEAD "«␍A»: b\n\n", Fault::MalformedField},
    // RFC 9112 §3.2, RFC 3986 §3.2.2
    {"RFC 9112 §3.2: no Host", "GET / HTTP/1.1\nAccept: */*\n\n»", Fault::MissingHost},
    {"RFC 9112 §3.2: no field at all", "GET / HTTP/1.1\n\n»", Fault::MissingHost},
    {"RFC 9112 §3.2: no Host, absolute form", "GET http://a/ HTTP/1.1\n\n»", Fault::MissingHost},
    {"RFC 9110 §2.5: no Host, HTTP/1.9", "GET / HTTP/1.9\n\n»", Fault::MissingHost},
    {"RFC 9112 §3.2: two Hosts", HEAD "«Host: b\n»\n", Fault::BadHost},
    {"RFC 9112 §3.2: the same Host twice", HEAD "Accept: */*\n«host: a\n»\n", Fault::BadHost},
    {"RFC 9112 §3.2: two Hosts on HTTP/1.0", "GET / HTTP/1.0\nHost: a\n«Host: a\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: space", "GET / HTTP/1.1\nHost: a« b\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: slash", "GET / HTTP/1.1\nHost: a«/b\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.1: user information", "GET / HTTP/1.1\nHost: me«@a\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: markup", "GET / HTTP/1.1\nHost: «<script>\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: raw UTF-8", "GET / HTTP/1.1\nHost: «\xe4\xb8\xad\n»\n", Fault::BadHost},
    {"RFC 3986 §2.1: half an escape", "GET / HTTP/1.1\nHost: a«%4\n»\n", Fault::BadHost},
    {"RFC 3986 §2.1: no escape", "GET / HTTP/1.1\nHost: a«%zzb\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.3: port with letters", "GET / HTTP/1.1\nHost: a:80«x\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.3: two ports", "GET / HTTP/1.1\nHost: a:80«:80\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: address not closed", "GET / HTTP/1.1\nHost: [::1«\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: empty address", "GET / HTTP/1.1\nHost: [«]\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: something behind the address", "GET / HTTP/1.1\nHost: [::1]«x\n»\n", Fault::BadHost},
    {"RFC 6874 §2: zone", "GET / HTTP/1.1\nHost: [fe80::1«%25eth0]\n»\n", Fault::BadHost},
    {"RFC 3986 §3.2.2: address without brackets", "GET / HTTP/1.1\nHost: :«:1\n»\n", Fault::BadHost},
    // RFC 9110 §10.1.1
    {"RFC 9110 §10.1.1: unknown expectation", HEAD "Expect: «200-ok\n»\n", Fault::BadExpectation},
    {"RFC 9110 §10.1.1: one known, one not", HEAD "Expect: «100-continue, more\n»\n", Fault::BadExpectation},
    {"RFC 9110 §10.1.1: empty", HEAD "Expect:«\n»\n", Fault::BadExpectation},
    {"RFC 9110 §10.1.1: unknown on HTTP/1.0", "GET / HTTP/1.0\nExpect: «cake\n»\n", Fault::BadExpectation},
};
#undef HEAD

#define HEAD "POST / HTTP/1.1\nHost: a\n"
constexpr Row framings[]{
    // RFC 9110 §8.6: Content-Length = 1*DIGIT
    {"RFC 9110 §8.6: a word", HEAD "Content-Length: «five\n»\n", Fault::BadContentLength},
    {"RFC 9110 §8.6: empty", HEAD "Content-Length:«\n»\n", Fault::BadContentLength},
    {"RFC 9110 §8.6: blank", HEAD "Content-Length:  «\n»\n", Fault::BadContentLength},
    {"RFC 9110 §8.6: plus", HEAD "Content-Length: «+5\n»\nabcde", Fault::BadContentLength},
    {"RFC 9110 §8.6: minus", HEAD "Content-Length: «-1\n»\n", Fault::BadContentLength},
    {"RFC 9110 §8.6: hexadecimal", HEAD "Content-Length: 0«x5\n»\nabcde", Fault::BadContentLength},
    {"RFC 9110 §8.6: fraction", HEAD "Content-Length: 5«.0\n»\nabcde", Fault::BadContentLength},
    {"RFC 9110 §8.6: digits apart", HEAD "Content-Length: 1 «2\n»\n", Fault::BadContentLength},
    {"RFC 9110 §8.6: something behind", HEAD "Content-Length: 5«;\n»\nabcde", Fault::BadContentLength},
    {"RFC 9110 §8.6: UTF-8 digit", HEAD "Content-Length: «\xd9\xa5\n»\nabcde", Fault::BadContentLength},
    {"RFC 9112 §6.3: list of equal lengths", HEAD "Content-Length: 5«, 5\n»\nabcde", Fault::BadContentLength},
    {"RFC 9112 §6.3: list of lengths", HEAD "Content-Length: 5«,6\n»\nabcde", Fault::BadContentLength},
    {"RFC 9112 §6.3: two lengths", HEAD "Content-Length: 5\n«Content-Length: 6\n»\nabcde",
     Fault::BadContentLength},
    {"RFC 9112 §6.3: the same length twice", HEAD "Content-Length: 5\nA: b\n«content-length: 5\n»\nabcde",
     Fault::BadContentLength},
    {"RFC 9110 §8.6: past 64 bits", HEAD "Content-Length: 18446744073709551616«\n»\n",
     Fault::BadContentLength},
    {"RFC 9110 §8.6: far past 64 bits", HEAD "Content-Length: 99999999999999999999«999\n»\n",
     Fault::BadContentLength},
    {"RFC 9110 §8.6: past 63 bits", HEAD "Content-Length: 9223372036854775808\n\n»", Fault::BadContentLength},
    {"RFC 9110 §15.5.14: the largest number", HEAD "Content-Length: 9223372036854775807\n\n»",
     Fault::BodyTooLarge},
    {"RFC 9110 §15.5.14: one byte too many", HEAD "Content-Length: 1048577\n\n»", Fault::BodyTooLarge},
    // RFC 9112 §6.1, §6.3
    {"RFC 9112 §6.3: coding and length", HEAD "Transfer-Encoding: chunked\nContent-Length: 5\n\n»0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.3: length and coding", HEAD "Content-Length: 5\nTransfer-Encoding: chunked\n\n»0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.3: length 0 and coding", HEAD "Content-Length: 0\nTransfer-Encoding: chunked\n\n»0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: coding on HTTP/1.0", "POST / HTTP/1.0\n«Transfer-Encoding: chunked\n»\n0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: chunked not last", HEAD "Transfer-Encoding: chunked«, gzip\n»\n0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: chunked twice", HEAD "Transfer-Encoding: chunked«,chunked\n»\n0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: chunked in two fields",
     HEAD "Transfer-Encoding: chunked\nTransfer-Encoding: «chunked\n»\n0\n\n", Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: chunked, then another field",
     HEAD "Transfer-Encoding: chunked\nTransfer-Encoding: «x\n»\n", Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: empty", HEAD "Transfer-Encoding:«\n»\n", Fault::AmbiguousFraming},
    {"RFC 9110 §5.6.1: empty element behind", HEAD "Transfer-Encoding: chunked«,\n»\n0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9110 §5.6.1: empty element before", HEAD "Transfer-Encoding: «,chunked\n»\n0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §7: a parameter", HEAD "Transfer-Encoding: «chunked;a=b\n»\n0\n\n", Fault::AmbiguousFraming},
    {"RFC 9112 §7: in quotes", HEAD "Transfer-Encoding: «\"chunked\"\n»\n0\n\n", Fault::AmbiguousFraming},
    {"RFC 9112 §7: tab before the end, llhttp sees no chunked", HEAD "Transfer-Encoding: chunked␉\n\n»0\n\n",
     Fault::AmbiguousFraming},
    {"RFC 9112 §6.1: gzip", HEAD "Transfer-Encoding: «gzip\n»\n", Fault::UnknownTransferCoding},
    {"RFC 9112 §6.1: gzip, chunked", HEAD "Transfer-Encoding: «gzip, chunked\n»\n0\n\n",
     Fault::UnknownTransferCoding},
    {"RFC 9112 §7: identity is no more", HEAD "Transfer-Encoding: «identity\n»\n",
     Fault::UnknownTransferCoding},
    {"RFC 9112 §6.1: nearly chunked", HEAD "Transfer-Encoding: «xchunked\n»\n0\n\n",
     Fault::UnknownTransferCoding},
    {"RFC 9112 §6.1: nearly chunked, behind", HEAD "Transfer-Encoding: «chunkedx\n»\n0\n\n",
     Fault::UnknownTransferCoding},
    {"RFC 9110 §10.1.4: coding with a parameter", HEAD "Transfer-Encoding: «deflate ; q=1\n»\n",
     Fault::UnknownTransferCoding},
};
#undef HEAD

#define HEAD "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n"
constexpr Row chunks[]{
    // RFC 9112 §7.1: chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
    {"RFC 9112 §7.1: no size", HEAD "»\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: a word", HEAD "f»ive\nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: minus", HEAD "»-5\nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: 0x", HEAD "0»x5\nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: space first", HEAD "» 5\nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: space behind", HEAD "5» \nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: past 64 bits", HEAD "10000000000000000»\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: far past 64 bits", HEAD "fffffffffffffffff»ff\n", Fault::MalformedChunk},
    {"RFC 9110 §15.5.14: 64 bits", HEAD "ffffffffffffffff\n»", Fault::BodyTooLarge},
    {"RFC 9110 §15.5.14: 63 bits", HEAD "7fffffffffffffff\n»", Fault::BodyTooLarge},
    {"RFC 9110 §15.5.14: one byte too many", HEAD "100001\n»", Fault::BodyTooLarge},
    {"RFC 9110 §15.5.14: one byte too many in all", HEAD "1\na\n100000\n»", Fault::BodyTooLarge},
    {"RFC 9112 §7.1: line feed behind the size", HEAD "5»␊hello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: carriage return behind the size", HEAD "5␍»hello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: data longer than said", HEAD "4\nhell»o\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: data shorter than said", HEAD "6\nhello␍»␊0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: no line break behind the data", HEAD "5\nhello»0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: line feed behind the data", HEAD "5\nhello»␊0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: carriage return behind the data", HEAD "5\nhello␍»0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1: no second size", HEAD "5\nhello\n»\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1.1: NUL in an extension", HEAD "5;a=»␀\nhello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1.1: line feed in an extension", HEAD "5;a»␊hello\n0\n\n", Fault::MalformedChunk},
    {"RFC 9112 §7.1.1: line feed in a quoted extension", HEAD "5;a=\"»␊\"\nhello\n0\n\n",
     Fault::MalformedChunk},
    {"RFC 9112 §7.1.1: extension without size", HEAD ";a=b\n»hello\n0\n\n", Fault::MalformedChunk},
    // RFC 9112 §7.1.2: trailer-section = *( field-line CRLF )
    {"RFC 9112 §7.1.2: line feed ends a trailer", HEAD "0\nA: b»␊\n", Fault::BareLineFeed},
    {"RFC 9112 §7.1.2: line feed ends the message", HEAD "0\n»␊", Fault::BareLineFeed},
    {"RFC 9112 §7.1.2: carriage return ends the message", HEAD "0\n␍»G", Fault::MalformedField},
    {"RFC 9112 §5.2: folded trailer", HEAD "0\nA: b\n» c\n\n", Fault::MalformedField},
    {"RFC 9112 §5.1: space before the colon of a trailer", HEAD "0\nA» : b\n\n", Fault::MalformedField},
    {"RFC 9110 §5.5: NUL in a trailer", HEAD "0\nA: »␀\n\n", Fault::MalformedField},
    {"RFC 9110 §6.5.1: the next request for a trailer", HEAD "0\nGET» / HTTP/1.1\n\n", Fault::MalformedField},
};
#undef HEAD

void addRows(std::span<const Row> rows)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Fault>("fault");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.text) << row.fault;
}

/// What holds for every request that is refused.
void verifyRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(Fault, fault);
    const Script script(text);
    QVERIFY(script.end >= 0);

    const Reading whole = readWhole(script.bytes);
    QVERIFY2(whole.fault == fault, whole.transcript().constData());
    QCOMPARE(whole.consumed, script.end);
    QVERIFY(whole.started);
    if (script.faultAt >= 0) {
        const qsizetype leading = script.end - whole.head.bytes.size(); // empty lines
        QCOMPARE(whole.faultOffset, script.faultAt - leading);
        QCOMPARE(whole.head.bytes, script.bytes.sliced(leading, whole.head.bytes.size()));
    } else {
        QCOMPARE(whole.faultOffset, -1);
    }
    QCOMPARE(differenceWhenCut(script.bytes), QByteArray());
}

} // namespace

class TestRequestFaults : public QObject
{
    Q_OBJECT

private slots:
    void inRequestLine_data() { addRows(requestLines); }
    void inRequestLine() { verifyRefused(); }
    void inField_data() { addRows(fieldLines); }
    void inField() { verifyRefused(); }
    void inFraming_data() { addRows(framings); }
    void inFraming() { verifyRefused(); }
    void inChunk_data() { addRows(chunks); }
    void inChunk() { verifyRefused(); }

    void whatWasUnderstoodIsKept();
    void nothingIsTakenAfterwards();
};

void TestRequestFaults::whatWasUnderstoodIsKept()
{
    const RequestHead brew = readWhole("BREW /pot HTTP/1.1\r\n").head;
    QCOMPARE(brew.requestLine().toByteArray(), "BREW /pot HTTP/1.1");
    QCOMPARE(brew.method.in(brew.bytes).toByteArray(), "BREW");
    QCOMPARE(brew.target.in(brew.bytes).toByteArray(), "/pot");
    QCOMPARE(brew.verb, Method::Other);

    const RequestHead old = readWhole("GET /page\r\n").head;
    QCOMPARE(old.method.in(old.bytes).toByteArray(), "GET");
    QCOMPARE(old.target.length, 0u);
    QCOMPARE(old.requestLine().toByteArray(), "GET /page");

    // HEAD has no content in its answer, whatever is wrong behind it (RFC 9110 §9.3.2).
    QCOMPARE(readWhole("HEAD /\x01").head.verb, Method::Head);
    QCOMPARE(readWhole("HEAD / HTTP/2.0\r\n").head.verb, Method::Head);

    const RequestHead twice
        = readWhole("PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n").head;
    QCOMPARE(twice.verb, Method::Put);
    QCOMPARE(twice.value("host").toByteArray(), "a");
    QCOMPARE(std::ssize(twice.fields), 2);

    // All of the head is known when only the body is too large.
    const RequestHead large = readWhole("PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n").head;
    QCOMPARE(describe(large), "PUT /x 1.1 keep-alive [Host=a] [Content-Length=2000000] length 2000000");
}

void TestRequestFaults::nothingIsTakenAfterwards()
{
    RequestParser parser;
    QCOMPARE(parser.feed("\x16").step, RequestParser::Step::Failed);
    const auto again = parser.feed("GET / HTTP/1.0\r\n\r\n");
    QCOMPARE(again.step, RequestParser::Step::Failed);
    QCOMPARE(again.consumed, 0);
    QCOMPARE(parser.fault(), Fault::TlsHello);
    parser.reset({});
    QCOMPARE(parser.fault(), Fault::None);
    QCOMPARE(parser.faultOffset(), -1);
    QVERIFY(!parser.started());
    QCOMPARE(parser.feed("GET / HTTP/1.0\r\n\r\n").step, RequestParser::Step::HeadComplete);
}

QTEST_APPLESS_MAIN(TestRequestFaults)
#include "tst_requestfaults.moc"
