// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/site.h"

#include "site/answer.h"
#include "site/headerfile.h"
#include "site/pages.h"
#include "site/question.h"
#include "site/rulesfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

namespace site {
namespace {

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

/// As the disk spells it, relative to the root.
QByteArray relativeName(const QString &path)
{
    QByteArray name = QFile::encodeName(path);
    while (name.startsWith('/'))
        name.remove(0, 1);
    return name;
}

ServedFolder servedFolder(SiteRules rules, DocumentRoot root)
{
    ServedFolder folder;
    folder.root = std::make_shared<const DocumentRoot>(std::move(root));
    for (const QString &name : std::as_const(rules.indexNames))
        folder.indexNames.append(QFile::encodeName(name));
    folder.fallback = relativeName(rules.fallback);
    for (auto page = rules.errorPages.cbegin(); page != rules.errorPages.cend(); ++page)
        folder.errorPages.insert(page.key(), relativeName(page.value()));
    const QByteArrayList origins = rules.corsOrigin.simplified().split(' ');
    for (const QByteArray &origin : origins) {
        if (!origin.isEmpty())
            folder.allowedOrigins.append(origin);
    }
    folder.rules = std::move(rules);
    return folder;
}

} // namespace

struct Site::Private
{
    ServedFolder folder;
    std::vector<RulesFile> files = {};
    QList<RulesProblem> problems = {};

    void readRulesFiles();
    void addFieldRules();
    void report(const RulesFile &file, const QList<RulesProblem> &found);
};

void Site::Private::report(const RulesFile &file, const QList<RulesProblem> &found)
{
    const QString name = QFile::decodeName(file.name);
    if (!file.problem.isEmpty())
        problems.append({0, file.problem, name});
    for (const RulesProblem &problem : found)
        problems.append({problem.line, problem.sentence, name});
}

void Site::Private::readRulesFiles()
{
    const RulesFile redirects = readRules(*folder.root, "_redirects");
    folder.redirects = Redirects::parse(redirects.text);
    report(redirects, folder.redirects.problems());
    const RulesFile headers = readRules(*folder.root, "_headers");
    const HeaderFile parsed = HeaderFile::parse(headers.text);
    folder.fieldRules = parsed.rules();
    report(headers, parsed.problems());
    files = {redirects, headers};
    for (RulesFile &file : files)
        file.text.clear(); // only what tells whether it is current is still needed
}

void Site::Private::addFieldRules()
{
    for (const HeaderRule &rule : std::as_const(folder.rules.headers)) {
        auto made = fieldRule(rule, rule.pattern + ' ' + rule.name);
        if (made)
            folder.fieldRules.push_back(std::move(*made));
        else
            problems.append({0, made.error(), {}});
    }
}

tl::expected<std::shared_ptr<const Site>, Failure> Site::open(SiteRules rules)
{
    if (rules.root.isEmpty())
        return tl::unexpected(
            Failure{QCoreApplication::translate("site", "No folder is chosen: choose one to serve.")});
    rules.root = QDir::cleanPath(QFileInfo(rules.root).absoluteFilePath());
    auto root
        = DocumentRoot::open(QFile::encodeName(rules.root), DocumentRoot::Resolver::Kernel, rules.symlinks);
    if (!root)
        return tl::unexpected(Failure{folderProblem(rules.root, root.error())});
    auto priv = std::make_unique<Private>(Private{servedFolder(std::move(rules), std::move(*root))});
    if (priv->folder.rules.rulesFiles)
        priv->readRulesFiles();
    priv->addFieldRules();
    return std::shared_ptr<const Site>(new Site(std::move(priv)));
}

Site::Site(std::unique_ptr<const Private> priv)
    : d(std::move(priv))
{
}

Site::~Site() = default;

const SiteRules &Site::rules() const
{
    return d->folder.rules;
}

const QList<RulesProblem> &Site::problems() const
{
    return d->problems;
}

bool Site::isCurrent() const
{
    return std::ranges::all_of(
        d->files, [this](const RulesFile &file) { return site::isCurrent(*d->folder.root, file); });
}

Reply Site::answer(const http::RequestHead &request, EncodedCache &cache) const
{
    return site::answer(d->folder, request, cache);
}

Reply Site::refuse(http::Fault fault)
{
    constexpr Rule rule = Rule::RequestRefused;
    Reply reply = pageReply(rule, {http::statusOf(fault), sentence(rule, fault), {}, {}});
    reply.fault = fault;
    return reply;
}

} // namespace site
