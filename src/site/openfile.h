// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <optional>

struct stat;

namespace site {

/// One file as it was at one time. The times are ns since 1970: of its content, which programs may set back,
/// and of anything about it, which they cannot.
struct FileVersion
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0; ///< in bytes
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;

    [[nodiscard]] static FileVersion of(const struct stat &status);
    /// What the path names now, links followed. Nothing when that cannot be looked at. Asks the system.
    [[nodiscard]] static std::optional<FileVersion> at(const QByteArray &path);

    friend bool operator==(const FileVersion &, const FileVersion &) = default;
};

/// An open regular file: owns its descriptor. Immutable after construction; any thread may read from it, each
/// read names its own place.
class OpenFile
{
public:
    /// Takes over the descriptor of that version.
    OpenFile(int descriptor, const FileVersion &version);
    ~OpenFile();
    Q_DISABLE_COPY_MOVE(OpenFile)

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] const FileVersion &version() const { return m_version; }
    [[nodiscard]] qint64 size() const { return m_version.size; }
    [[nodiscard]] qint64 modifiedNs() const { return m_version.modifiedNs; }
    [[nodiscard]] quint64 inode() const { return m_version.inode; }
    [[nodiscard]] quint64 device() const { return m_version.device; }

    /// True while size and modification time are still those it was opened with. Asks the system.
    [[nodiscard]] bool isUnchanged() const;

    /// Up to length bytes from offset into buffer; the number read, 0 at the end of the file, -1 on error
    /// (errno says which).
    [[nodiscard]] qint64 read(char *buffer, qint64 offset, qint64 length) const;

private:
    int m_descriptor;
    FileVersion m_version;
};

} // namespace site
