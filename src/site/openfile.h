// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace site {

/// An open regular file: owns its descriptor. Immutable after construction; any thread may read from it, each
/// read names its own place.
class OpenFile
{
public:
    /// Takes over the descriptor; size in bytes and modification time in ns since 1970, as fstat gave them.
    OpenFile(int descriptor, qint64 size, qint64 modifiedNs, quint64 inode, quint64 device);
    ~OpenFile();
    Q_DISABLE_COPY_MOVE(OpenFile)

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 modifiedNs() const { return m_modifiedNs; }
    [[nodiscard]] quint64 inode() const { return m_inode; }
    [[nodiscard]] quint64 device() const { return m_device; }

    /// True while size and modification time are still those it was opened with. Asks the system.
    [[nodiscard]] bool isUnchanged() const;

    /// Up to length bytes from offset into buffer; the number read, 0 at the end of the file, -1 on error
    /// (errno says which).
    [[nodiscard]] qint64 read(char *buffer, qint64 offset, qint64 length) const;

private:
    int m_descriptor;
    qint64 m_size;
    qint64 m_modifiedNs;
    quint64 m_inode;
    quint64 m_device;
};

} // namespace site
