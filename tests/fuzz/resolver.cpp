// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content.h"
#include "fuzz.h"

#include "../site/tree.h"
#include "http/parser.h"
#include "site/documentroot.h"
#include "site/site.h"

#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// What is in every file outside, in one of the names there, and in every hidden file.
constexpr const char *outside = "outside-content";
constexpr const char *outsideName = "outside-name";
constexpr const char *hidden = "hidden-content";

/// A folder full of traps. While it is asked, another thread swaps folders for links that leave it.
class Folder
{
public:
    Folder()
    {
        m_tree.file("../outside/secret.txt", outside);
        m_tree.file("../outside/outside-name.txt", outside);
        m_tree.folder("sub");
        m_tree.folder("sub/deep");
        m_tree.file("index.html", "inside");
        m_tree.file("a.txt", "inside");
        m_tree.file("page.html", "inside");
        m_tree.file("sub/b.txt", "inside");
        m_tree.file("sub/deep/c.txt", "inside");
        m_tree.file(".hidden", hidden);
        m_tree.folder(".git");
        m_tree.file(".git/config", hidden);
        m_tree.link("../outside", "out");
        m_tree.link("../outside/secret.txt", "out.txt");
        m_tree.link("../outside/secret.txt", "a.txt.gz");
        m_tree.link("../outside/secret.txt", "404.html");
        m_tree.link("/", "top");
        m_tree.link("sub", "in");
        m_tree.link("..", "up");
        m_tree.link("/proc/self/root", "proc");
        m_tree.link("loop", "loop");
        m_tree.folder("swap");
        m_tree.file("swap/secret.txt", "inside");
        m_tree.link("../outside", "other");
        m_swapper = std::jthread([this](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                ::renameat2(AT_FDCWD, m_tree.at("swap").constData(), AT_FDCWD, m_tree.at("other").constData(),
                            RENAME_EXCHANGE);
                std::this_thread::yield();
            }
        });
    }

    [[nodiscard]] QByteArray root() const { return m_tree.root(); }

private:
    Tree m_tree;
    std::jthread m_swapper;
};

void requireInside(const QByteArray &content)
{
    for (const char *never : {outside, outsideName, hidden, "root:x:"})
        fuzz::require(!content.contains(never), "something outside or hidden was given away",
                      content.left(400));
}

void find(const QByteArray &root, site::DocumentRoot::Resolver resolver, const QByteArray &path)
{
    const auto opened = site::DocumentRoot::open(root, resolver);
    const site::Entry entry = opened->find(path);
    if (!entry.file)
        return;
    const QByteArray content = fuzz::contentOf({entry.file, 0, std::min<qint64>(entry.file->size(), 4096)});
    for (const char *never : {outside, "root:x:"})
        fuzz::require(!content.contains(never), "a file outside was opened", path);
}

std::shared_ptr<const site::Site> openedSite(const QByteArray &root)
{
    site::SiteRules rules;
    rules.root = QFile::decodeName(root);
    rules.fallback = QStringLiteral("out.txt");
    return *site::Site::open(rules);
}

void ask(const site::Site &site, const QByteArray &target)
{
    static site::EncodedCache cache;
    http::RequestParser parser;
    const auto progress = parser.feed("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
    if (progress.step != http::RequestParser::Step::HeadComplete)
        return;
    site::Reply reply = site.answer(parser.head(), cache);
    requireInside(reply.fields);
    requireInside(fuzz::contentOf(reply.body));
}

/// Any bytes as a target: what may not stand in one is percent-encoded.
QByteArray asTarget(const QByteArray &bytes)
{
    return '/' + bytes.toPercentEncoding("/%?&=*:;,+!$()~'");
}

} // namespace

/// Any bytes as a path or a target, in a folder that changes meanwhile: nothing outside it is ever read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Folder folder;
    static const auto site = openedSite(folder.root());
    const QByteArray bytes = fuzz::bytesOf(data, size);
    find(folder.root(), site::DocumentRoot::Resolver::Kernel, bytes);
    find(folder.root(), site::DocumentRoot::Resolver::Portable, bytes);
    ask(*site, bytes);
    ask(*site, asTarget(bytes));
    return 0;
}
