// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <optional>

struct Unpacked
{
    QByteArray content;
    qint64 modified = 0; ///< seconds
    bool folder = false;
};

/// Nothing when libarchive finds any fault. Streamed: without the directory at the end.
inline std::optional<QMap<QByteArray, Unpacked>> unpacked(const QByteArray &zip, bool streamed)
{
    const std::unique_ptr<archive, int (*)(archive *)> reader(archive_read_new(), &archive_read_free);
    if (streamed)
        archive_read_support_format_zip_streamable(reader.get());
    else
        archive_read_support_format_zip_seekable(reader.get());
    if (archive_read_open_memory(reader.get(), zip.constData(), static_cast<size_t>(zip.size()))
        != ARCHIVE_OK)
        return std::nullopt;
    QMap<QByteArray, Unpacked> entries;
    archive_entry *entry = nullptr;
    int result = ARCHIVE_OK;
    while ((result = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
        const QByteArray name(archive_entry_pathname(entry));
        if (entries.contains(name))
            return std::nullopt;
        Unpacked &one = entries[name];
        one.folder = archive_entry_filetype(entry) == AE_IFDIR;
        one.modified = archive_entry_mtime(entry);
        QByteArray buffer(1 << 20, Qt::Uninitialized);
        la_ssize_t count = 0;
        while ((count = archive_read_data(reader.get(), buffer.data(), static_cast<size_t>(buffer.size())))
               > 0)
            one.content.append(buffer.constData(), count);
        if (count < 0)
            return std::nullopt;
    }
    return result == ARCHIVE_EOF ? std::optional(entries) : std::nullopt;
}
