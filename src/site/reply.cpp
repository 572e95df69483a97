// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/reply.h"

#include <QCoreApplication>

#include <array>

namespace site {
namespace {

struct Row
{
    Rule rule;
    const char *sentence; ///< none when there is nothing to say
};

// In the order of the enumeration.
constexpr std::array rows{
    Row{Rule::None, nullptr},
    Row{Rule::FileFound, QT_TRANSLATE_NOOP("site", "The file is in the folder and was sent.")},
    Row{Rule::FolderIndex, QT_TRANSLATE_NOOP("site", "The address is a folder's: its index file was sent.")},
    Row{Rule::CleanUrl,
        QT_TRANSLATE_NOOP("site", "The file of this name with .html answers for the address.")},
    Row{Rule::Fallback,
        QT_TRANSLATE_NOOP("site", "Nothing has this address: the fallback for a single-page site was sent.")},
    Row{Rule::Rewritten, QT_TRANSLATE_NOOP("site", "A line of the redirects says what answers here.")},
    Row{Rule::Redirected, QT_TRANSLATE_NOOP("site", "A line of the redirects sends the client elsewhere.")},
    Row{Rule::Listing, QT_TRANSLATE_NOOP("site", "The folder has no index file: what is in it was listed.")},
    Row{Rule::Zip, QT_TRANSLATE_NOOP("site", "The folder was packed while it was sent.")},
    Row{Rule::Options, QT_TRANSLATE_NOOP("site", "The client asked what it may ask for.")},
    Row{Rule::NotModified,
        QT_TRANSLATE_NOOP("site", "The client has it already: nothing has changed since.")},
    Row{Rule::OtherCase,
        QT_TRANSLATE_NOOP("site",
                          "The name is spelled with other upper and lower case: the client is sent there.")},
    Row{Rule::FolderSlash,
        QT_TRANSLATE_NOOP("site", "A folder's address ends with a slash: the client is sent there.")},
    Row{Rule::NoSuchFile, QT_TRANSLATE_NOOP("site", "Nothing in the folder has this address.")},
    Row{Rule::NoIndex, QT_TRANSLATE_NOOP("site", "This folder has no index file to show.")},
    Row{Rule::DotFile,
        QT_TRANSLATE_NOOP("site", "Names that start with a dot are hidden, and all that is below them.")},
    Row{Rule::OutsideRoot,
        QT_TRANSLATE_NOOP("site", "A symbolic link leads out of the folder: such links are not followed.")},
    Row{Rule::NotAFile,
        QT_TRANSLATE_NOOP("site", "This is a socket, a pipe or a device: only files are sent.")},
    Row{Rule::RulesFile,
        QT_TRANSLATE_NOOP("site", "This file tells the server what to do: it is not served.")},
    Row{Rule::LinkNotFollowed,
        QT_TRANSLATE_NOOP("site", "This is a symbolic link, and none is followed here.")},
    Row{Rule::NotReadable,
        QT_TRANSLATE_NOOP("site", "The server may not read this file: check its permissions.")},
    Row{Rule::PreconditionFailed,
        QT_TRANSLATE_NOOP("site",
                          "The file is not the version the client asked for: fetch it without a condition.")},
    Row{Rule::RangeNotSatisfiable,
        QT_TRANSLATE_NOOP("site", "The part that was asked for is beyond the file's end.")},
    Row{Rule::ReadFailed,
        QT_TRANSLATE_NOOP("site", "The file changed while it was read, or reading it failed: try again.")},
    Row{Rule::RootGone,
        QT_TRANSLATE_NOOP(
            "site",
            "The folder being served is gone or may not be entered: it is served again once it is back.")},
    Row{Rule::OutOfDescriptors,
        QT_TRANSLATE_NOOP("site", "Too many files and connections are open: try again in a moment.")},
    Row{Rule::BadTarget, QT_TRANSLATE_NOOP("site", "The address is malformed or climbs above the folder.")},
    Row{Rule::MethodNotAllowed,
        QT_TRANSLATE_NOOP("site", "Files can only be fetched here: use GET or HEAD.")},
    Row{Rule::RequestRefused, nullptr},
};

constexpr bool inOrder()
{
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (rows[index].rule != static_cast<Rule>(index))
            return false;
    }
    return true;
}
static_assert(inOrder() && rows.back().rule == Rule::RequestRefused);

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
    if (rule == Rule::RequestRefused)
        return http::sentence(fault);
    const char *const source = rows[static_cast<std::size_t>(rule)].sentence;
    return source ? QCoreApplication::translate("site", source) : QString();
}

} // namespace site
