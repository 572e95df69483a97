// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/// A temporary folder with "root", to be served, and "outside" beside it. Names are bytes, relative to
/// "root"; those with ".." in them reach "outside". Every content in root begins with "inside", every one
/// outside with "secret".
class Tree
{
public:
    Tree()
    {
        m_dir.setAutoRemove(false);
        ::chmod(QFile::encodeName(m_dir.path()).constData(), 0755); // other users enter too
        folder("");
        folder("../outside");
        file("../outside/secret.txt", "secret");
        folder("../outside/deep");
        file("../outside/deep/secret.txt", "secret deep");
    }

    /// QTemporaryDir leaves behind what has a name that is not text.
    ~Tree()
    {
        std::error_code ignored;
        std::filesystem::remove_all(base().toStdString(), ignored);
    }
    Q_DISABLE_COPY_MOVE(Tree)

    [[nodiscard]] QByteArray base() const { return QFile::encodeName(m_dir.path()); }
    [[nodiscard]] QByteArray root() const { return base() + "/root"; }
    [[nodiscard]] QByteArray at(const QByteArray &name) const { return root() + '/' + name; }

    bool folder(const QByteArray &name) const { return ::mkdir(at(name).constData(), 0755) == 0; }
    bool link(const QByteArray &to, const QByteArray &name) const
    {
        return ::symlink(to.constData(), at(name).constData()) == 0;
    }
    bool pipe(const QByteArray &name) const { return ::mkfifo(at(name).constData(), 0644) == 0; }
    bool remove(const QByteArray &name) const { return std::remove(at(name).constData()) == 0; }
    bool rename(const QByteArray &from, const QByteArray &to) const
    {
        return std::rename(at(from).constData(), at(to).constData()) == 0;
    }
    /// A file that looks a minute old: a younger one may yet change unseen.
    bool file(const QByteArray &name, const QByteArray &content) const
    {
        timespec now{};
        ::clock_gettime(CLOCK_REALTIME, &now);
        return write(name, content) && touch(name, now.tv_sec - 60, now.tv_nsec);
    }
    /// A file of this very moment.
    bool write(const QByteArray &name, const QByteArray &content) const
    {
        const int fd = ::open(at(name).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (fd < 0)
            return false;
        const bool written
            = ::write(fd, content.constData(), static_cast<size_t>(content.size())) == content.size();
        return ::close(fd) == 0 && written;
    }
    /// Sets the time of the last modification.
    bool touch(const QByteArray &name, time_t seconds, long ns = 0) const
    {
        const timespec times[2] = {{seconds, ns}, {seconds, ns}};
        return ::utimensat(AT_FDCWD, at(name).constData(), times, 0) == 0;
    }

private:
    QTemporaryDir m_dir;
};
