// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <memory>

struct archive;

namespace site {

/// A ZIP archive that is written from its beginning to its end. It gathers the bytes until they are taken.
/// Every step is true, or false once it has failed. Used by one thread; names need a UTF-8 locale, which Qt
/// sets.
class ZipWriter
{
public:
    enum class Packing : quint8 { Store, Deflate };

    /// A file or folder to come; a path that ends with '/' is a folder.
    struct Header
    {
        QByteArray path; ///< in UTF-8
        qint64 size = 0; ///< in bytes, exact
        qint64 modifiedNs = 0;
        Packing packing = Packing::Store;
    };

    ZipWriter();
    ~ZipWriter();
    Q_DISABLE_COPY_MOVE(ZipWriter)

    [[nodiscard]] bool begin(const Header &header);
    /// Content of what was begun.
    [[nodiscard]] bool write(QByteArrayView content);
    /// Nothing more comes: writes what stands at the end.
    [[nodiscard]] bool finish();

    [[nodiscard]] qsizetype pending() const { return m_bytes.size() - m_taken; }
    /// The next bytes, at most so many.
    [[nodiscard]] QByteArray take(qsizetype most);

private:
    struct Free
    {
        void operator()(archive *archive) const;
    };

    QByteArray m_bytes; ///< outlives the archive, which writes into it
    qsizetype m_taken = 0;
    std::unique_ptr<archive, Free> m_archive;
};

} // namespace site
