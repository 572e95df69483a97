// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exportjob.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>

namespace gui {

/// Takes no more once the job is cancelled: what an exporter writes at its end can be long too.
class ExportJob::File : public QSaveFile
{
public:
    File(const QString &path, const std::atomic<bool> &cancelled)
        : QSaveFile(path)
        , m_cancelled(cancelled)
    {
    }

    /// Why it took no more: the first thing that went wrong, which QSaveFile forgets at the next write.
    [[nodiscard]] QString reason() const { return m_reason.isEmpty() ? errorString() : m_reason; }
    [[nodiscard]] bool isRefused() const { return !m_reason.isEmpty(); }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        if (m_cancelled)
            return -1;
        const qint64 written = QSaveFile::writeData(data, size);
        if (written < size && m_reason.isEmpty())
            m_reason = errorString();
        return written;
    }

private:
    const std::atomic<bool> &m_cancelled;
    QString m_reason;
};

void ExportJob::start(ExportTask task)
{
    FileJob::start([this, task = std::move(task)]() mutable { run(task); });
}

tl::expected<qint64, QString> ExportJob::write(ExportTask &task, File &file)
{
    std::sort(task.exchanges.begin(), task.exchanges.end(),
              [](const auto &a, const auto &b) { return a->id < b->id; });
    const auto exporter = trace::makeExporter(task.format, file, task.options);
    trace::Written written = exporter->begin();
    qint64 exported = 0;
    for (size_t done = 0; written && done < task.exchanges.size() && !isCancelled(); ++done) {
        const trace::Exchange &exchange = *task.exchanges[done];
        tellProgress(done, task.exchanges.size());
        if (exchange.outcome == trace::Outcome::InProgress && !trace::takesRunning(task.format))
            continue;
        written = exporter->add(exchange, task.connections.value(exchange.connection).get());
        ++exported;
    }
    if (written)
        written = exporter->end();
    if (!written)
        return tl::unexpected(written.error());
    return exported;
}

// The exporting thread. It shares with the window's the records, which nobody changes, and what FileJob says.
void ExportJob::run(ExportTask &task)
{
    File file(task.path, isCancelled());
    const auto unwritable = [&] {
        const QString name = QDir::toNativeSeparators(task.path);
        finish([this,
                sentence = tr("%1 cannot be written: %2. Choose another place.").arg(name, file.reason())] {
            emit failed(sentence);
        });
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    const auto exported = write(task, file);
    if (isCancelled())
        return finish([this] { emit cancelled(); });
    if (!exported && file.isRefused())
        return unwritable();
    if (!exported)
        return finish([this, sentence = exported.error()] { emit failed(sentence); });
    // What is still buffered: that it does not fit any more, commit() does not tell.
    if (!file.flush() || !file.commit())
        return unwritable();
    finish([this, path = task.path, count = *exported] { emit this->exported(path, count); });
}

} // namespace gui
