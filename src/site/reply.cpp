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

std::optional<qint64> Reply::bodyLength() const
{
    struct Length
    {
        std::optional<qint64> operator()(std::monostate) const { return 0; }
        std::optional<qint64> operator()(const QByteArray &bytes) const { return bytes.size(); }
        std::optional<qint64> operator()(const FileSlice &slice) const { return slice.length; }
        std::optional<qint64> operator()(const Pieces &pieces) const
        {
            qint64 sum = 0;
            for (const auto &piece : pieces)
                sum += std::visit([this](const auto &part) { return *(*this)(part); }, piece);
            return sum;
        }
        std::optional<qint64> operator()(const std::unique_ptr<ContentSource> &) const { return {}; }
    };
    return std::visit(Length(), body);
}

QString sentence(Rule rule, http::Fault fault)
{
    switch (rule) {
    case Rule::None: return {};
    case Rule::FileFound: return text(QT_TRANSLATE_NOOP("site", "The file is in the folder and was sent."));
    case Rule::FolderIndex:
        return text(QT_TRANSLATE_NOOP("site", "The address is a folder's: its index file was sent."));
    case Rule::CleanUrl:
        return text(QT_TRANSLATE_NOOP("site", "The file of this name with .html answers for the address."));
    case Rule::Fallback:
        return text(QT_TRANSLATE_NOOP(
            "site", "Nothing has this address: the fallback for a single-page site was sent."));
    case Rule::Rewritten:
        return text(QT_TRANSLATE_NOOP("site", "A line of the redirects says what answers here."));
    case Rule::Redirected:
        return text(QT_TRANSLATE_NOOP("site", "A line of the redirects sends the client elsewhere."));
    case Rule::Listing:
        return text(QT_TRANSLATE_NOOP("site", "The folder has no index file: what is in it was listed."));
    case Rule::Zip: return text(QT_TRANSLATE_NOOP("site", "The folder was packed while it was sent."));
    case Rule::Options: return text(QT_TRANSLATE_NOOP("site", "The client asked what it may ask for."));
    case Rule::NotModified:
        return text(QT_TRANSLATE_NOOP("site", "The client has it already: nothing has changed since."));
    case Rule::OtherCase:
        return text(QT_TRANSLATE_NOOP(
            "site", "The name is spelled with other upper and lower case: the client is sent there."));
    case Rule::RulesFile:
        return text(QT_TRANSLATE_NOOP("site", "This file tells the server what to do: it is not served."));
    case Rule::LinkNotFollowed:
        return text(QT_TRANSLATE_NOOP("site", "This is a symbolic link, and none is followed here."));
    case Rule::PreconditionFailed:
        return text(QT_TRANSLATE_NOOP(
            "site", "The file is not the version the client asked for: fetch it without a condition."));
    case Rule::RangeNotSatisfiable:
        return text(QT_TRANSLATE_NOOP("site", "The part that was asked for is beyond the file's end."));
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
