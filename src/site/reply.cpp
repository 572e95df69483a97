// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/reply.h"

#include <QCoreApplication>

namespace site {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("site", source);
}

} // namespace

qint64 Reply::bodyLength() const
{
    if (const auto *bytes = std::get_if<QByteArray>(&body))
        return bytes->size();
    if (const auto *slice = std::get_if<FileSlice>(&body))
        return slice->length;
    return 0;
}

QString sentence(Rule rule, http::Fault fault)
{
    switch (rule) {
    case Rule::None: return {};
    case Rule::FileFound: return text(QT_TRANSLATE_NOOP("site", "The file is in the folder and was sent."));
    case Rule::FolderIndex:
        return text(QT_TRANSLATE_NOOP("site", "The address is a folder's: its index file was sent."));
    case Rule::FolderSlash:
        return text(
            QT_TRANSLATE_NOOP("site", "A folder's address ends with a slash: the client is sent there."));
    case Rule::NoSuchFile: return text(QT_TRANSLATE_NOOP("site", "Nothing in the folder has this address."));
    case Rule::NoIndex: return text(QT_TRANSLATE_NOOP("site", "This folder has no index file to show."));
    case Rule::DotFile:
        return text(
            QT_TRANSLATE_NOOP("site", "Names that start with a dot are hidden, and all that is below them."));
    case Rule::OutsideRoot:
        return text(QT_TRANSLATE_NOOP(
            "site", "A symbolic link leads out of the folder: such links are not followed."));
    case Rule::NotAFile:
        return text(QT_TRANSLATE_NOOP("site", "This is a socket, a pipe or a device: only files are sent."));
    case Rule::NotReadable:
        return text(QT_TRANSLATE_NOOP("site", "The server may not read this file: check its permissions."));
    case Rule::ReadFailed:
        return text(QT_TRANSLATE_NOOP(
            "site", "The file changed while it was read, or reading it failed: try again."));
    case Rule::RootGone:
        return text(QT_TRANSLATE_NOOP(
            "site",
            "The folder being served is gone or may not be entered: it is served again once it is back."));
    case Rule::OutOfDescriptors:
        return text(
            QT_TRANSLATE_NOOP("site", "Too many files and connections are open: try again in a moment."));
    case Rule::BadTarget:
        return text(QT_TRANSLATE_NOOP("site", "The address is malformed or climbs above the folder."));
    case Rule::MethodNotAllowed:
        return text(QT_TRANSLATE_NOOP("site", "Files can only be fetched here: use GET or HEAD."));
    case Rule::RequestRefused: return http::sentence(fault);
    }
    return {};
}

} // namespace site
