// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contentsaver.h"

#include <QDir>
#include <QSaveFile>

namespace gui {
namespace {

constexpr qint64 Chunk = 1024 * 1024;

} // namespace

void ContentSaver::save(const Content &content, const QString &path)
{
    start([this, content, path] { run(content, path); });
}

// The saving thread. It shares with the window's the record, which nobody changes, and what FileJob says.
void ContentSaver::run(const Content &content, const QString &path)
{
    QSaveFile file(path);
    const auto fail
        = [this](const QString &sentence) { finish([this, sentence] { emit failed(sentence); }); };
    const auto unwritable = [&] {
        fail(tr("%1 cannot be written: %2. Choose another place.")
                 .arg(QDir::toNativeSeparators(path), file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    const ByteSource source = content.bytes();
    for (qint64 at = 0; at < source.size && !isCancelled();) {
        tellProgress(size_t(at), size_t(source.size));
        const auto part = source.read(at, Chunk);
        if (!part || part->isEmpty())
            return fail(tr("It was not saved: %1")
                            .arg(part ? trace::sentence(trace::NoContent::Changed) : part.error()));
        if (file.write(*part) != part->size())
            return unwritable();
        at += part->size();
    }
    if (isCancelled())
        return finish([this] { emit cancelled(); });
    if (!file.commit())
        return unwritable();
    finish([this, path] { emit saved(path); });
}

} // namespace gui
