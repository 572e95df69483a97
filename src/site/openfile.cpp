// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/openfile.h"

#include "site/filetime.h"

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace site {

OpenFile::OpenFile(int descriptor, qint64 size, qint64 modifiedNs, quint64 inode, quint64 device)
    : m_descriptor(descriptor)
    , m_size(size)
    , m_modifiedNs(modifiedNs)
    , m_inode(inode)
    , m_device(device)
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
    return ::fstat(m_descriptor, &status) == 0 && status.st_size == m_size
        && site::modifiedNs(status) == m_modifiedNs;
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
