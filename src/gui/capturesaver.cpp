// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturesaver.h"

#include "store/capturesave.h"
#include "trace/log.h"

#include <QThread>

namespace gui {

CaptureSaver::CaptureSaver(QObject *parent)
    : QObject(parent)
{
}

CaptureSaver::~CaptureSaver()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CaptureSaver::save(const trace::Log &log, const QString &path)
{
    Q_ASSERT(!isSaving());
    trace::Batch records;
    records.reserve(size_t(log.connections().size() + log.exchanges().size()) + log.loopSamples().size()
                    + log.tcpSamples().size());
    for (auto row = log.connections().first(); row < log.connections().end(); ++row)
        records.emplace_back(log.connections().at(row));
    for (auto row = log.exchanges().first(); row < log.exchanges().end(); ++row)
        records.emplace_back(log.exchanges().at(row));
    records.insert(records.end(), log.loopSamples().begin(), log.loopSamples().end());
    records.insert(records.end(), log.tcpSamples().begin(), log.tcpSamples().end());
    m_cancelled = false;
    m_thread.reset(QThread::create([this, path, records = std::move(records),
                                    exchanges = log.exchanges().size()] { run(path, records, exchanges); }));
    m_thread->start();
}

/// Ends the thread, then does that in the window's. From the saving thread.
template <typename Act>
void CaptureSaver::tell(Act act)
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

// The saving thread. It shares with the window's the records, which nobody changes, and the atomic.
void CaptureSaver::run(const QString &path, const trace::Batch &records, qsizetype exchanges)
{
    int told = -1;
    const auto saved = store::saveCapture(path, records, [&](size_t done) {
        const int percent = int(done * 100 / records.size());
        if (percent != std::exchange(told, percent))
            QMetaObject::invokeMethod(
                this, [this, percent] { emit progressed(percent); }, Qt::QueuedConnection);
        return !m_cancelled;
    });
    if (!saved)
        tell([this, sentence = saved.error()] { emit failed(sentence); });
    else if (*saved)
        tell([this, path, exchanges] { emit this->saved(path, exchanges); });
    else
        tell([this] { emit cancelled(); });
}

} // namespace gui
