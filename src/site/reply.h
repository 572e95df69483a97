// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "site/openfile.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <variant>

namespace site {

/// The rule that decided a status.
enum class Rule : quint8 {
    None,             ///< nothing was decided: the request never reached the folder
    FileFound,        ///< 200
    FolderIndex,      ///< 200: the folder's index file
    FolderSlash,      ///< 301: a folder's address ends with a slash
    NoSuchFile,       ///< 404
    NoIndex,          ///< 404: a folder without an index file
    DotFile,          ///< 404: hidden by the dot-file rule
    OutsideRoot,      ///< 404: a symbolic link that leaves the folder
    NotAFile,         ///< 404: a socket, pipe or device
    NotReadable,      ///< 403: the file may not be opened
    ReadFailed,       ///< 500: the file could not be read, or kept changing while it was
    RootGone,         ///< 503: the folder itself is missing or unreadable
    OutOfDescriptors, ///< 503
    BadTarget,        ///< 400
    MethodNotAllowed, ///< 405
    RequestRefused,   ///< by Reply::fault, before any file was looked for
};

/// Part of an open file to be sent as it is: offset and length in bytes.
struct FileSlice
{
    std::shared_ptr<const OpenFile> file;
    qint64 offset = 0;
    qint64 length = 0;
};

/// No content, bytes, or part of a file.
using Body = std::variant<std::monostate, QByteArray, FileSlice>;

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

    [[nodiscard]] qint64 bodyLength() const;
};

/// One plain sentence that says why, for the person at the window. For RequestRefused, http::sentence(fault).
[[nodiscard]] QString sentence(Rule rule, http::Fault fault);

} // namespace site
