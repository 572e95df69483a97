// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exportjob.h"

#include <QDir>
#include <QSaveFile>
#include <QThread>

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

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        return m_cancelled ? -1 : QSaveFile::writeData(data, size);
    }

private:
    const std::atomic<bool> &m_cancelled;
};

ExportJob::ExportJob(QObject *parent)
    : QObject(parent)
{
}

ExportJob::~ExportJob()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void ExportJob::start(ExportTask task)
{
    Q_ASSERT(!isRunning());
    m_cancelled = false;
    m_thread.reset(QThread::create([this, task = std::move(task)]() mutable { run(task); }));
    m_thread->start();
}

/// Ends the thread, then does that in the window's. From the exporting thread.
template <typename Act>
void ExportJob::tell(Act act)
{
    QMetaObject::invokeMethod(
        this,
        [this, act] {
            m_thread->wait(); // this call was the last thing it did
            m_thread.reset();
            act();
        },
        Qt::QueuedConnection);
}

void ExportJob::tellProgress(size_t done, size_t all, int &told)
{
    const int percent = int(done * 100 / all);
    if (percent != std::exchange(told, percent))
        QMetaObject::invokeMethod(
            this, [this, percent] { emit progressed(percent); }, Qt::QueuedConnection);
}

tl::expected<qint64, QString> ExportJob::write(ExportTask &task, File &file)
{
    std::sort(task.exchanges.begin(), task.exchanges.end(),
              [](const auto &a, const auto &b) { return a->id < b->id; });
    const auto exporter = trace::makeExporter(task.format, file, task.options);
    trace::Written written = exporter->begin();
    int told = -1;
    qint64 exported = 0;
    for (size_t done = 0; written && done < task.exchanges.size() && !m_cancelled; ++done) {
        const trace::Exchange &exchange = *task.exchanges[done];
        tellProgress(done, task.exchanges.size(), told);
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

// The exporting thread. It shares with the window's the records, which nobody changes, and the atomic.
void ExportJob::run(ExportTask &task)
{
    File file(task.path, m_cancelled);
    const auto unwritable = [&] {
        const QString name = QDir::toNativeSeparators(task.path);
        tell(
            [this,
             sentence = tr("%1 cannot be written: %2. Choose another place.").arg(name, file.errorString())] {
                emit failed(sentence);
            });
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    const auto exported = write(task, file);
    if (m_cancelled)
        return tell([this] { emit cancelled(); });
    if (!exported)
        return tell([this, sentence = exported.error()] { emit failed(sentence); });
    if (!file.commit())
        return unwritable();
    tell([this, path = task.path, count = *exported] { emit this->exported(path, count); });
}

} // namespace gui
