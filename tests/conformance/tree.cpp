// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tree.h"

#include "coding.h"

#include <QFile>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr time_t Modified = 784'111'777;

void check(bool done, const QByteArray &name)
{
    if (!done)
        qFatal("%s cannot be made", name.constData());
}

QByteArray counted(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i % 251);
    return bytes;
}

} // namespace

Tree::Tree()
{
    m_dir.setAutoRemove(false);
    ::chmod(QFile::encodeName(m_dir.path()).constData(), 0755); // servers that give up root enter too
    check(::mkdir(QFile::encodeName(root()).constData(), 0755) == 0, "root");
    fillOrdinary();
    fillOdd();
    fillRules();
    setTimes();
}

/// QTemporaryDir leaves behind what has a name that is not text.
Tree::~Tree()
{
    std::error_code ignored;
    std::filesystem::remove_all(QFile::encodeName(m_dir.path()).toStdString(), ignored);
}

QString Tree::root() const
{
    return m_dir.filePath(QStringLiteral("root"));
}

QByteArray Tree::at(const QByteArray &name) const
{
    return QFile::encodeName(root()) + '/' + name;
}

QByteArray Tree::content(const QByteArray &address) const
{
    std::ifstream file(at(address.sliced(1)).toStdString(), std::ios::binary);
    return QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(file), {}));
}

void Tree::file(const QByteArray &name, const QByteArray &content)
{
    std::ofstream file(at(name).toStdString(),
                       std::ios::binary); // the name may be no text, as QFile wants it
    file.write(content.constData(), content.size());
    check(file.good(), name);
}

void Tree::folder(const QByteArray &name)
{
    check(::mkdir(at(name).constData(), 0755) == 0, name);
}

void Tree::link(const QByteArray &to, const QByteArray &name)
{
    check(::symlink(to.constData(), at(name).constData()) == 0, name);
}

void Tree::fillOrdinary()
{
    file("index.html", "<p>home</p>");
    file("404.html", "<p>own 404</p>");
    file("about.html", "<p>about</p>");
    file("plain.txt", "plain");
    file("ten.txt", "0123456789");
    file("one.txt", "1");
    file("empty.txt", "");
    file("data.json", "{}");
    file("picture.png", "\x89PNG");
    file("big.bin", counted(100'000));
    file("app.js", QByteArray("let answer = 42;\n").repeated(100));
    file("long.txt", QByteArray("all work and no play\n").repeated(5'000));
    const QByteArray style = QByteArray("body { color: navy }\n").repeated(50);
    file("style.css", style);
    file("style.css.gz", compressed("gzip", style));
    file("style.css.br", compressed("br", style));
    folder("folder");
    file("folder/index.html", "<p>folder</p>");
    file("folder/inner.txt", "inner");
    folder("list");
    file("list/img10.txt", "ten");
    file("list/img2.txt", "two");
    file("list/large.txt", QByteArray(5'000, 'x'));
    folder("list/sub");
}

void Tree::fillOdd()
{
    for (const char *name : {"two words.txt", "\xc3\xbcmlaut.txt", "100%.txt", "a+b.txt", "semi;colon.txt",
                             "what?.txt", "back\\slash.txt", "a:b.txt", "hash#.txt", "...", "-dash.txt",
                             "\xff\xfe.txt", "quote'\".txt", "a&b.txt", "%41.txt", "~tilde.txt", "noending"})
        file(name, "odd");
    folder("a b");
    file("a b/c d.txt", "odd");
    file(".hidden", "secret");
    folder(".git");
    file(".git/config", "secret");
    folder(".well-known");
    file(".well-known/security.txt", "contact");
    file("../secret.txt", "secret");
    link("plain.txt", "inside-link.txt");
    link("../secret.txt", "outside-link.txt");
    link("folder", "folder-link");
    link("/etc", "etc-link");
    link("loop", "loop");
    check(::mkfifo(at("pipe").constData(), 0644) == 0, "pipe");
}

void Tree::fillRules()
{
    file("_redirects",
         "/old /ten.txt\n"
         "/temporary /ten.txt 302\n"
         "/see /ten.txt 303\n"
         "/keep /ten.txt 307\n"
         "/for-good /ten.txt 308\n"
         "/away https://www.example/there 301\n"
         "/blog/* /news/:splat 301\n"
         "/user/:name/files /people/:name 302\n"
         "/shop id=:id /goods/:id 301\n"
         "/shown /ten.txt 200\n"
         "/gone /about.html 404\n"
         "/plain.txt /ten.txt 301\n"
         "/one.txt /ten.txt 301!\n"
         "/climb/* /../../:splat 200\n");
    file("_headers",
         "/ten.txt\n"
         "  X-Ten: yes\n"
         "/folder/*\n"
         "  X-Folder: one\n"
         "  X-Folder: two\n"
         "  Cache-Control: max-age=60\n");
}

void Tree::setTimes()
{
    const std::array<timespec, 2> times{timespec{Modified, 0}, timespec{Modified, 0}};
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root().toStdString()))
        ::utimensat(AT_FDCWD, entry.path().c_str(), times.data(), AT_SYMLINK_NOFOLLOW);
}
