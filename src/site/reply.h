// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/reason.h"
#include "site/contentsource.h"
#include "site/openfile.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace site {

/// The rule that decided a status.
enum class Rule : quint8 {
    None,                ///< nothing was decided: the request never reached the folder
    FileFound,           ///< 200, 206
    FolderIndex,         ///< 200, 206: the folder's index file
    CleanUrl,            ///< 200, 206: the file of that name with .html
    Fallback,            ///< 200: the single-page fallback
    Rewritten,           ///< by a line of the redirects, with its status
    Redirected,          ///< 3xx: by a line of the redirects
    Listing,             ///< 200: a folder without an index file
    Zip,                 ///< 200: a folder as ZIP
    Options,             ///< 204: what may be asked for, CORS preflights too
    NotModified,         ///< 304: the client has it already
    OtherCase,           ///< 301: the name is there with other upper and lower case
    FolderSlash,         ///< 301: a folder's address ends with a slash
    NoSuchFile,          ///< 404
    NoIndex,             ///< 404: a folder without an index file
    DotFile,             ///< 404: hidden by the dot-file rule
    OutsideRoot,         ///< 404: a symbolic link that leaves the folder
    NotAFile,            ///< 404: a socket, pipe or device
    RulesFile,           ///< 404: _redirects and _headers are for the server
    LinkNotFollowed,     ///< 404: a symbolic link, and none is followed
    NotReadable,         ///< 403: the file may not be opened
    PreconditionFailed,  ///< 412
    RangeNotSatisfiable, ///< 416
    ReadFailed,          ///< 500: the file could not be read, or kept changing while it was
    RootGone,            ///< 503: the folder itself is missing or unreadable
    OutOfDescriptors,    ///< 503
    BadTarget,           ///< 400
    MethodNotAllowed,    ///< 405
    RequestRefused,      ///< by Reply::fault, before any file was looked for
};

/// Part of an open file to be sent as it is: offset and length in bytes.
struct FileSlice
{
    std::shared_ptr<const OpenFile> file;
    qint64 offset = 0;
    qint64 length = 0;
};

/// Bytes and parts of files one behind the other (multipart/byteranges, RFC 9110 §14.6).
using Pieces = std::vector<std::variant<QByteArray, FileSlice>>;

/// No content, bytes, part of a file, pieces, or what is made while it is sent.
using Body = std::variant<std::monostate, QByteArray, FileSlice, Pieces, std::unique_ptr<ContentSource>>;

/// A file that an answer was made from.
struct Basis
{
    QByteArray path; ///< absolute, as it was looked for
    FileVersion version;
};

/// The answer to one request: an immutable value without a thread. The session adds the status line, Date,
/// Connection and Content-Length (RFC 9112 §6.2); for HEAD it sends the head of the same reply and no body.
struct Reply
{
    int status = 500;
    QByteArray fields; ///< header lines, each ended by CRLF: Content-Type, ETag, Location, Allow …
    Body body;
    QByteArray contentType; ///< the value in fields, kept for the record
    QString diskPath;       ///< absolute path that was looked for or served; empty when none was
    Rule rule = Rule::None;
    http::Fault fault = http::Fault::None;
    http::Reasons reasons; ///< the steps that led here; none for a file that is simply there
    /// While these are as they were the same request has the same answer, a second later at the latest. None:
    /// that is not known.
    std::vector<Basis> basis = {};

    /// In bytes; nothing when it is made while it is sent.
    [[nodiscard]] std::optional<qint64> bodyLength() const;
};

/// One plain sentence that says why, for the person at the window. For RequestRefused, http::sentence(fault).
[[nodiscard]] QString sentence(Rule rule, http::Fault fault);

} // namespace site
