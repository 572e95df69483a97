// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/zipwriter.h"

#include <algorithm>

#include <archive.h>
#include <archive_entry.h>

namespace site {
namespace {

struct FreeEntry
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive *, void *to, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(to)->append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

/// A warning is about something that the format cannot say.
bool isFine(int result)
{
    return result == ARCHIVE_OK || result == ARCHIVE_WARN;
}

} // namespace

void ZipWriter::Free::operator()(archive *archive) const
{
    // An archive that is dropped halfway writes its end first, for nobody: after archive_write_fail() it
    // would not, but leak what belongs to the callback.
    archive_write_free(archive);
}

ZipWriter::ZipWriter()
    : m_archive(archive_write_new())
{
    if (!m_archive)
        return;
    archive_write_set_bytes_per_block(m_archive.get(), 0); // given at once, not in blocks of a tape
    if (!isFine(archive_write_set_format_zip(m_archive.get()))
        || !isFine(archive_write_open(m_archive.get(), &m_bytes, nullptr, &append, nullptr)))
        m_archive.reset();
}

ZipWriter::~ZipWriter() = default;

bool ZipWriter::begin(const Header &header)
{
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    if (!m_archive || !entry)
        return false;
    const bool folder = header.path.endsWith('/');
    archive_entry_set_pathname(entry.get(), header.path.constData());
    archive_entry_set_mode(entry.get(), folder ? AE_IFDIR | 0755 : AE_IFREG | 0644);
    archive_entry_set_size(entry.get(), header.size);
    constexpr qint64 second = 1'000'000'000;
    const qint64 seconds = header.modifiedNs / second - (header.modifiedNs % second < 0 ? 1 : 0);
    archive_entry_set_mtime(entry.get(), seconds, static_cast<long>(header.modifiedNs - seconds * second));
    const int packing = header.packing == Packing::Deflate
        ? archive_write_zip_set_compression_deflate(m_archive.get())
        : archive_write_zip_set_compression_store(m_archive.get());
    return isFine(packing) && isFine(archive_write_header(m_archive.get(), entry.get()));
}

bool ZipWriter::write(QByteArrayView content)
{
    const auto size = static_cast<size_t>(content.size());
    return archive_write_data(m_archive.get(), content.data(), size) == content.size();
}

bool ZipWriter::finish()
{
    return m_archive && isFine(archive_write_close(m_archive.get()));
}

QByteArray ZipWriter::take(qsizetype most)
{
    QByteArray bytes = m_bytes.mid(m_taken, std::min(most, pending()));
    m_taken += bytes.size();
    if (m_taken >= pending()) { // so seldom that each byte is moved once at most
        m_bytes.remove(0, m_taken);
        m_taken = 0;
    }
    return bytes;
}

} // namespace site
