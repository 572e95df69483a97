// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/openfile.h"

#include "site/filetime.h"

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace site {

FileVersion FileVersion::of(const struct stat &status)
{
    return {status.st_dev, status.st_ino, status.st_size, site::modifiedNs(status), site::changedNs(status)};
}

std::optional<FileVersion> FileVersion::at(const QByteArray &path)
{
    struct stat status
    {
    };
    return ::stat(path.constData(), &status) == 0 ? std::optional(of(status)) : std::nullopt;
}

OpenFile::OpenFile(int descriptor, const FileVersion &version)
    : m_descriptor(descriptor)
    , m_version(version)
{
}

OpenFile::~OpenFile()
{
    ::close(m_descriptor);
}

bool OpenFile::isUnchanged() const
{
    struct stat status
    {
    };
    return ::fstat(m_descriptor, &status) == 0 && status.st_size == size()
        && site::modifiedNs(status) == modifiedNs();
}

qint64 OpenFile::read(char *buffer, qint64 offset, qint64 length) const
{
    ssize_t count = 0;
    do {
        count = ::pread(m_descriptor, buffer, static_cast<size_t>(length), static_cast<off_t>(offset));
    } while (count < 0 && errno == EINTR);
    return count;
}

} // namespace site
