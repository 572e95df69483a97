// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/failure.h"

#include <QCoreApplication>

#include <array>

namespace http {

namespace {

struct Row
{
    Fault fault;
    int status;
    const char *sentence;
};

// In the order of the enum.
constexpr std::array rows{
    Row{Fault::None, 0, ""},
    Row{Fault::MalformedRequestLine, 400,
        QT_TRANSLATE_NOOP("http",
                          "The first line is not a request; it must read like \"GET /page HTTP/1.1\".")},
    Row{Fault::TlsHello, 400,
        QT_TRANSLATE_NOOP("http",
                          "The client speaks HTTPS, but this port serves plain HTTP: "
                          "use an address that begins with http://.")},
    Row{Fault::Http2Preface, 505,
        QT_TRANSLATE_NOOP("http",
                          "The client started with HTTP/2, but this server speaks HTTP/1.1: "
                          "switch the client to HTTP/1.1.")},
    Row{Fault::UnsupportedVersion, 505,
        QT_TRANSLATE_NOOP("http",
                          "The request asks for an HTTP version this server does not speak: "
                          "use HTTP/1.1 or HTTP/1.0.")},
    Row{Fault::UnknownMethod, 501,
        QT_TRANSLATE_NOOP("http",
                          "The request method is not a known one; method names are written in capitals, "
                          "like GET.")},
    Row{Fault::RequestLineTooLong, 414,
        QT_TRANSLATE_NOOP("http", "The request line is longer than allowed: use a shorter address.")},
    Row{Fault::HeadTooLarge, 431,
        QT_TRANSLATE_NOOP("http",
                          "The request head is larger than allowed: send fewer or shorter header fields; "
                          "in a browser, clearing the cookies of this site helps.")},
    Row{Fault::TooManyFields, 431,
        QT_TRANSLATE_NOOP("http", "The request has more header fields than allowed: send fewer.")},
    Row{Fault::MalformedField, 400,
        QT_TRANSLATE_NOOP("http",
                          "A header line is malformed; it must read like \"Name: value\", on one line, "
                          "without control characters or a space before the colon.")},
    Row{Fault::BareLineFeed, 400,
        QT_TRANSLATE_NOOP("http",
                          "A line ends with a line feed alone: every line must end with "
                          "carriage return and line feed.")},
    Row{Fault::MissingHost, 400,
        QT_TRANSLATE_NOOP("http", "The Host field is missing; every HTTP/1.1 request must have one.")},
    Row{Fault::BadHost, 400,
        QT_TRANSLATE_NOOP("http",
                          "The Host field is invalid or given more than once: "
                          "send it once, as a host name and an optional port.")},
    Row{Fault::BadContentLength, 400,
        QT_TRANSLATE_NOOP("http",
                          "The Content-Length field is invalid or given more than once: "
                          "send it once, as a plain number.")},
    Row{Fault::AmbiguousFraming, 400,
        QT_TRANSLATE_NOOP(
            "http",
            "Where the request body ends is ambiguous: send either Content-Length, or, in HTTP/1.1, "
            "\"Transfer-Encoding: chunked\".")},
    Row{Fault::UnknownTransferCoding, 501,
        QT_TRANSLATE_NOOP("http",
                          "The request body is sent in a transfer coding this server does not know: "
                          "use \"chunked\" alone.")},
    Row{Fault::MalformedChunk, 400,
        QT_TRANSLATE_NOOP("http",
                          "The chunked request body is malformed: a chunk has a wrong size line "
                          "or does not end where it says.")},
    Row{Fault::BodyTooLarge, 413,
        QT_TRANSLATE_NOOP("http", "The request body is larger than allowed: send a smaller one.")},
    Row{Fault::BadExpectation, 417,
        QT_TRANSLATE_NOOP("http",
                          "The Expect field asks for something this server cannot do; "
                          "it knows only \"100-continue\".")},
    Row{Fault::HeadTimeout, 408,
        QT_TRANSLATE_NOOP("http",
                          "The request head did not arrive in time: the client sent too little too slowly.")},
    Row{Fault::BodyTimeout, 408,
        QT_TRANSLATE_NOOP("http",
                          "The request body stopped arriving: the client sent nothing more for too long.")},
    Row{Fault::HeadTooSlow, 408,
        QT_TRANSLATE_NOOP("http",
                          "The request head came slower than the least rate that is allowed for heads.")},
};

constexpr bool inOrder()
{
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (rows[index].fault != static_cast<Fault>(index))
            return false;
    }
    return true;
}
static_assert(inOrder() && rows.back().fault == Fault::HeadTooSlow);

} // namespace

int statusOf(Fault fault)
{
    return rows[static_cast<std::size_t>(fault)].status;
}

QString sentence(Fault fault)
{
    return QCoreApplication::translate("http", rows[static_cast<std::size_t>(fault)].sentence);
}

} // namespace http
