// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/zipsource.h"

#include "http/grammar.h"
#include "http/target.h"
#include "site/encoding.h"
#include "site/folderwalk.h"
#include "site/mediatype.h"
#include "site/zipwriter.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace site {
namespace {

constexpr qsizetype readSize = 65'536;
constexpr qsizetype pieceSize = 65'536;
/// Of which each reads a part of a file or visits a name. After so many what is there is given, so that the
/// loop has other things to do soon.
constexpr int stepsPerPiece = 16;
/// Larger files are stored: the packer keeps what it has until it is 64 KiB, and how much of a file that
/// takes must have an end.
constexpr qint64 largestDeflated = 16 * 1024 * 1024;
constexpr qsizetype mostLines = 1000;

/// The path as it stands in the archive. One that another system could not have, or would take for a way
/// out of the folder, is percent-encoded as in its address.
QByteArray archivedPath(const QByteArray &path)
{
    const bool plain = path.isValidUtf8()
        && std::ranges::none_of(path, [](char c) { return uchar(c) < 0x20 || c == 0x7f || c == '\\'; });
    return plain ? path : http::encodePath(path);
}

/// Lists what was left out, as a text for the end of the archive.
class Note
{
public:
    void add(const QByteArray &path, Omission omission)
    {
        if (++m_count <= mostLines)
            m_lines += archivedPath(path) + ": " + phrase(omission).toUtf8() + '\n';
    }
    /// Makes room for a file of the same name. Names come in order, and a name with '_' in front comes later
    /// than one without, so that the new one has not been there yet.
    void giveWayTo(const QByteArray &path)
    {
        if (path == m_name)
            m_name.prepend('_');
    }

    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] QByteArray text() const
    {
        QByteArray text
            = QCoreApplication::translate("site", "Not in this archive, because it could not be read:")
                  .toUtf8()
            + "\n\n" + m_lines;
        if (m_count > mostLines)
            text += QCoreApplication::translate("site", "… and %n more", nullptr, int(m_count - mostLines))
                        .toUtf8()
                + '\n';
        return text;
    }

private:
    QByteArray m_name = QByteArrayLiteral("NOT INCLUDED.txt");
    QByteArray m_lines;
    qsizetype m_count = 0;
};

class ZipSource final : public ContentSource
{
public:
    ZipSource(std::shared_ptr<const DocumentRoot> root, const QByteArray &folder, ZipFilter filter)
        : m_walk(std::move(root), folder, filter)
    {
    }

    tl::expected<QByteArray, ContentError> next() override;

private:
    enum class Stage : quint8 { Walking, Reading, Done };
    using Failed = std::optional<ContentError>;

    [[nodiscard]] Failed step();
    [[nodiscard]] Failed visitNext();
    [[nodiscard]] Failed beginFile(const Visit &visit);
    [[nodiscard]] Failed readOn();
    [[nodiscard]] Failed finish();
    [[nodiscard]] static Failed failedUnless(bool written);

    FolderWalk m_walk;
    ZipWriter m_zip;
    Note m_note;
    Stage m_stage = Stage::Walking;
    std::shared_ptr<const OpenFile> m_file;
    qint64 m_offset = 0; ///< in the file
    QByteArray m_buffer;
};

tl::expected<QByteArray, ContentError> ZipSource::next()
{
    for (int steps = 0; m_stage != Stage::Done && m_zip.pending() < pieceSize; ++steps) {
        if (steps >= stepsPerPiece && m_zip.pending() > 0)
            break;
        if (const auto error = step())
            return tl::unexpected(*error);
    }
    return m_zip.take(pieceSize);
}

ZipSource::Failed ZipSource::step()
{
    switch (m_stage) {
    case Stage::Walking: return visitNext();
    case Stage::Reading: return readOn();
    case Stage::Done: break;
    }
    return {};
}

ZipSource::Failed ZipSource::failedUnless(bool written)
{
    return written ? Failed() : ContentError::ReadFailed;
}

ZipSource::Failed ZipSource::visitNext()
{
    const auto visit = m_walk.next();
    if (!visit)
        return finish();
    m_note.giveWayTo(visit->path);
    if (visit->omission)
        m_note.add(visit->path.isEmpty() ? QByteArrayLiteral(".") : visit->path + '/', *visit->omission);
    if (visit->path.isEmpty() || visit->omission == Omission::FolderLink)
        return {};
    if (!visit->entry.folder)
        return beginFile(*visit);
    return failedUnless(m_zip.begin({archivedPath(visit->path) + '/', 0, visit->entry.modifiedNs}));
}

ZipSource::Failed ZipSource::beginFile(const Visit &visit)
{
    Entry entry = m_walk.open(visit.path);
    if (entry.kind != EntryKind::File) {
        m_note.add(visit.path, omissionFor(entry.kind));
        return {};
    }
    m_file = std::move(entry.file);
    m_offset = 0;
    m_stage = Stage::Reading;
    const bool deflated = m_file->size() <= largestDeflated && isCompressible(mediaType(visit.entry.name));
    return failedUnless(m_zip.begin({archivedPath(visit.path), m_file->size(), m_file->modifiedNs(),
                                     deflated ? ZipWriter::Packing::Deflate : ZipWriter::Packing::Store}));
}

ZipSource::Failed ZipSource::readOn()
{
    if (m_offset == m_file->size()) {
        if (!m_file->isUnchanged())
            return ContentError::Changed;
        m_file.reset();
        m_stage = Stage::Walking;
        return {};
    }
    m_buffer.resize(std::min<qint64>(readSize, m_file->size() - m_offset));
    const qint64 count = m_file->read(m_buffer.data(), m_offset, m_buffer.size());
    if (count <= 0)
        return m_file->isUnchanged() ? ContentError::ReadFailed : ContentError::Changed;
    m_offset += count;
    return failedUnless(m_zip.write(QByteArrayView(m_buffer).first(count)));
}

ZipSource::Failed ZipSource::finish()
{
    m_stage = Stage::Done;
    if (!m_note.isEmpty()) {
        const QByteArray text = m_note.text();
        const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
        if (!m_zip.begin({m_note.name(), text.size(), now, ZipWriter::Packing::Deflate})
            || !m_zip.write(text))
            return ContentError::ReadFailed;
    }
    return failedUnless(m_zip.finish());
}

} // namespace

std::unique_ptr<ContentSource> zipSource(std::shared_ptr<const DocumentRoot> root, QByteArrayView relative,
                                         ZipFilter filter)
{
    const QByteArrayView folder = relative.endsWith('/') ? relative.chopped(1) : relative;
    return std::make_unique<ZipSource>(std::move(root), folder.toByteArray(), filter);
}

QByteArray zipName(QByteArrayView relative)
{
    const QByteArrayView path = relative.endsWith('/') ? relative.chopped(1) : relative;
    const QByteArrayView last = path.sliced(path.lastIndexOf('/') + 1);
    const QByteArray name = last.isEmpty() ? QByteArrayLiteral("files") : QString::fromUtf8(last).toUtf8();

    // For clients that do not know the other form: what some of them would decode or misread is not in it.
    QByteArray plain = name;
    std::ranges::replace_if(
        plain, [](char c) { return !http::grammar::is(c, http::grammar::Unreserved) && c != ' '; }, '_');
    QByteArray value = "attachment; filename=\"" + plain + ".zip\"";
    if (plain != name)
        value += "; filename*=UTF-8''" + name.toPercentEncoding() + ".zip"; // RFC 8187
    return value;
}

} // namespace site
