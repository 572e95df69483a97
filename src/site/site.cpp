// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/site.h"

#include "http/date.h"
#include "http/target.h"
#include "site/documentroot.h"
#include "site/errorpage.h"
#include "site/mediatype.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QList>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <optional>

namespace site {
namespace {

/// Files up to this many bytes are read at once: one write for head and content. Larger ones are sent from
/// the file.
constexpr qint64 smallFile = 65'536;

void addField(QByteArray &lines, QByteArrayView name, QByteArrayView value)
{
    lines.append(name).append(": ").append(value).append("\r\n");
}

/// True for a path with a name in it that starts with a dot. /.well-known/ is public (RFC 8615), what is
/// hidden beneath it is not. Only names in the address count: a link with a plain name was put there to be
/// followed.
bool isHidden(QByteArrayView path)
{
    constexpr QByteArrayView wellKnown = "/.well-known";
    if (path == wellKnown || path.startsWith(QByteArrayView("/.well-known/")))
        path = path.sliced(wellKnown.size());
    return path.contains(QByteArrayView("/."));
}

/// What the client is told. Missing, hidden and outside look the same: nobody learns from the answer what is
/// there.
Rule publicRule(Rule rule)
{
    const bool secret = rule == Rule::DotFile || rule == Rule::OutsideRoot || rule == Rule::NotAFile;
    return secret ? Rule::NoSuchFile : rule;
}

int statusOf(Rule rule)
{
    switch (rule) {
    case Rule::FileFound:
    case Rule::FolderIndex:
    case Rule::CleanUrl:
    case Rule::Fallback:
    case Rule::Rewritten:
    case Rule::Listing:
    case Rule::Zip: return 200;
    case Rule::Options: return 204;
    case Rule::FolderSlash:
    case Rule::Redirected:
    case Rule::OtherCase: return 301;
    case Rule::NotModified: return 304;
    case Rule::BadTarget: return 400;
    case Rule::NotReadable: return 403;
    case Rule::NoSuchFile:
    case Rule::NoIndex:
    case Rule::DotFile:
    case Rule::OutsideRoot:
    case Rule::RulesFile:
    case Rule::LinkNotFollowed:
    case Rule::NotAFile: return 404;
    case Rule::MethodNotAllowed: return 405;
    case Rule::PreconditionFailed: return 412;
    case Rule::RangeNotSatisfiable: return 416;
    case Rule::OutOfDescriptors:
    case Rule::RootGone: return 503;
    case Rule::ReadFailed:
    case Rule::RequestRefused: // by the fault's own status
    case Rule::None: break;
    }
    return 500;
}

/// The rule for what the disk said where a file was not to be sent.
Rule ruleFor(EntryKind kind)
{
    switch (kind) {
    case EntryKind::File: // with a slash after its name
    case EntryKind::Missing: return Rule::NoSuchFile;
    case EntryKind::Folder: return Rule::NoIndex;
    case EntryKind::Outside: return Rule::OutsideRoot;
    case EntryKind::NotReadable: return Rule::NotReadable;
    case EntryKind::Special: return Rule::NotAFile;
    case EntryKind::TooManyDescriptors: return Rule::OutOfDescriptors;
    case EntryKind::RootGone: return Rule::RootGone;
    }
    Q_UNREACHABLE();
}

Reply pageReply(Rule rule, const PageContent &content)
{
    Reply reply;
    reply.status = content.status;
    reply.rule = rule;
    reply.contentType = QByteArrayLiteral("text/html; charset=utf-8");
    addField(reply.fields, "Content-Type", reply.contentType);
    addField(reply.fields, "X-Content-Type-Options", "nosniff");
    reply.body = errorPage(content);
    return reply;
}

Reply errorReply(Rule rule, const QByteArray &path, const QByteArray &diskPath = {})
{
    Reply reply = pageReply(rule, {statusOf(rule), sentence(publicRule(rule), http::Fault::None), path, {}});
    reply.diskPath = QFile::decodeName(diskPath);
    return reply;
}

Reply methodReply()
{
    constexpr Rule rule = Rule::MethodNotAllowed;
    Reply reply = pageReply(rule, {statusOf(rule), sentence(rule, http::Fault::None), {}, {}});
    addField(reply.fields, "Allow", "GET, HEAD"); // RFC 9110 §15.5.6
    return reply;
}

/// The same address with a slash at its end. The path has no empty segment and a backslash is encoded, so
/// that it can never be read as "//host/" (RFC 3986 §4.2). parseTarget() lets only visible ASCII through, so
/// that the query cannot end the line.
Reply slashReply(const http::Target &target, const QByteArray &diskPath)
{
    constexpr Rule rule = Rule::FolderSlash;
    QByteArray location = http::encodePath(target.path) + '/';
    if (!target.query.isEmpty())
        location += '?' + target.query;
    Reply reply = pageReply(rule, {statusOf(rule), sentence(rule, http::Fault::None), target.path, location});
    addField(reply.fields, "Location", location);
    reply.diskPath = QFile::decodeName(diskPath);
    return reply;
}

/// Nothing when the file is shorter than it was when opened, or cannot be read.
std::optional<QByteArray> readWhole(const OpenFile &file)
{
    QByteArray bytes(file.size(), Qt::Uninitialized);
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 count = file.read(bytes.data() + done, done, bytes.size() - done);
        if (count <= 0)
            return std::nullopt;
        done += count;
    }
    return bytes;
}

std::optional<Body> bodyOf(const std::shared_ptr<const OpenFile> &file, http::Method verb)
{
    if (verb == http::Method::Head || file->size() > smallFile)
        return FileSlice{file, 0, file->size()};
    return readWhole(*file);
}

/// A strong entity tag (RFC 9110 §8.8.3) of modification time, size and inode: "17a3c-400-2f".
QByteArray entityTag(const OpenFile &file)
{
    std::array<char, 52> text{
        '"'}; // three numbers of up to 16 digits, a quote before and a character after each
    char *end = text.data() + 1;
    for (const quint64 part :
         {static_cast<quint64>(file.modifiedNs()), static_cast<quint64>(file.size()), file.inode()}) {
        end = std::to_chars(end, text.data() + text.size(), part, 16).ptr;
        *end++ = '-';
    }
    end[-1] = '"';
    return {text.data(), end - text.data()};
}

Reply fileReply(const Entry &entry, Body body, Rule rule)
{
    // A time in the future is replaced by now (RFC 9110 §8.8.2.1).
    constexpr qint64 second = 1'000'000'000;
    const qint64 modified = std::min<qint64>(entry.file->modifiedNs() / second, std::time(nullptr));

    Reply reply;
    reply.status = statusOf(rule);
    reply.rule = rule;
    reply.contentType = mediaType(QByteArrayView(entry.diskPath).sliced(entry.diskPath.lastIndexOf('/') + 1));
    reply.fields.reserve(192);
    addField(reply.fields, "Content-Type", reply.contentType);
    addField(reply.fields, "Last-Modified", http::formatDate(modified));
    addField(reply.fields, "ETag", entityTag(*entry.file));
    reply.body = std::move(body);
    reply.diskPath = QFile::decodeName(entry.diskPath);
    return reply;
}

/// What is wrong with the folder and what to do, from an errno value.
QString folderProblem(const QString &path, int error)
{
    switch (error) {
    case ENOENT:
    case ENAMETOOLONG:
        return QCoreApplication::translate("site",
                                           "The folder %1 does not exist: create it, or choose another one.")
            .arg(path);
    case ENOTDIR:
        return QCoreApplication::translate("site", "%1 is not a folder: choose the folder it is in.")
            .arg(path);
    case EACCES:
    case EPERM:
        return QCoreApplication::translate(
                   "site", "The folder %1 may not be entered: change its permissions, or choose another one.")
            .arg(path);
    default:
        return QCoreApplication::translate("site", "The folder %1 cannot be opened (%2): choose another one.")
            .arg(path, qt_error_string(error));
    }
}

} // namespace

struct Site::Private
{
    SiteRules rules;
    DocumentRoot root;
    QList<QByteArray> indexNames; ///< as the disk spells them

    [[nodiscard]] Reply file(http::Method verb, Entry entry, QByteArrayView relative, const QByteArray &path,
                             Rule rule) const;
    [[nodiscard]] Reply folder(http::Method verb, const http::Target &target) const;
    [[nodiscard]] Reply named(http::Method verb, const http::Target &target) const;
};

/// The reply with an open file. One that shrank between opening and reading is opened once more.
Reply Site::Private::file(http::Method verb, Entry entry, QByteArrayView relative, const QByteArray &path,
                          Rule rule) const
{
    auto body = bodyOf(entry.file, verb);
    if (!body) {
        entry = root.find(relative);
        if (entry.kind != EntryKind::File)
            return errorReply(ruleFor(entry.kind), path, entry.diskPath);
        body = bodyOf(entry.file, verb);
    }
    if (!body)
        return errorReply(Rule::ReadFailed, path, entry.diskPath);
    return fileReply(entry, std::move(*body), rule);
}

/// A path with a slash at its end: the first index file there is, tried before the folder itself is looked
/// at.
Reply Site::Private::folder(http::Method verb, const http::Target &target) const
{
    const QByteArray inside = target.path.sliced(1);
    for (const QByteArray &name : indexNames) {
        const QByteArray relative = inside + name;
        const Entry entry = root.find(relative);
        if (entry.kind == EntryKind::File)
            return file(verb, entry, relative, target.path, Rule::FolderIndex);
        if (entry.kind != EntryKind::Missing && entry.kind != EntryKind::Folder)
            return errorReply(ruleFor(entry.kind), target.path, entry.diskPath);
    }
    const Entry self = root.find(inside.chopped(inside.isEmpty() ? 0 : 1)); // without its slash
    return errorReply(ruleFor(self.kind), target.path, self.diskPath);
}

/// A path without a slash at its end: a file, or a folder whose address it almost is.
Reply Site::Private::named(http::Method verb, const http::Target &target) const
{
    const QByteArrayView relative = QByteArrayView(target.path).sliced(1);
    Entry entry = root.find(relative);
    if (entry.kind == EntryKind::File)
        return file(verb, std::move(entry), relative, target.path, Rule::FileFound);
    if (entry.kind == EntryKind::Folder)
        return slashReply(target, entry.diskPath);
    return errorReply(ruleFor(entry.kind), target.path, entry.diskPath);
}

tl::expected<std::shared_ptr<const Site>, Failure> Site::open(SiteRules rules)
{
    if (rules.root.isEmpty())
        return tl::unexpected(
            Failure{QCoreApplication::translate("site", "No folder is chosen: choose one to serve.")});
    rules.root = QDir::cleanPath(QFileInfo(rules.root).absoluteFilePath());
    auto root = DocumentRoot::open(QFile::encodeName(rules.root));
    if (!root)
        return tl::unexpected(Failure{folderProblem(rules.root, root.error())});
    QList<QByteArray> indexNames;
    for (const QString &name : rules.indexNames)
        indexNames.append(QFile::encodeName(name));
    return std::shared_ptr<const Site>(new Site(
        std::make_unique<const Private>(Private{std::move(rules), std::move(*root), std::move(indexNames)})));
}

Site::Site(std::unique_ptr<const Private> priv)
    : d(std::move(priv))
{
}

Site::~Site() = default;

const SiteRules &Site::rules() const
{
    return d->rules;
}

Reply Site::answer(const http::RequestHead &request, EncodedCache &cache) const
{
    Q_UNUSED(cache);
    if (request.verb != http::Method::Get && request.verb != http::Method::Head)
        return methodReply();
    const auto target = http::parseTarget(request.target.in(request.bytes));
    if (!target || target->form == http::TargetForm::Asterisk)
        return errorReply(Rule::BadTarget, {});
    if (isHidden(target->path))
        return errorReply(Rule::DotFile, target->path);
    return target->path.endsWith('/') ? d->folder(request.verb, *target) : d->named(request.verb, *target);
}

Reply Site::refuse(http::Fault fault)
{
    constexpr Rule rule = Rule::RequestRefused;
    Reply reply = pageReply(rule, {http::statusOf(fault), sentence(rule, fault), {}, {}});
    reply.fault = fault;
    return reply;
}

} // namespace site
