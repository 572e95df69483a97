// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturewriter.h"

#include "store/capturefile.h"
#include "store/schema.h"
#include "trace/post.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEvent>

namespace store {

namespace {

/// How often the limits are looked at.
constexpr qint64 LimitsEveryMs = 1000;

} // namespace

CaptureWriter::CaptureWriter(QObject *parent)
    : QObject(parent)
{
}

CaptureWriter::~CaptureWriter()
{
    close();
}

tl::expected<void, QString> CaptureWriter::open(const QString &path, CaptureLimits limits)
{
    Q_ASSERT(!isOpen());
    // Whatever is wrong with the file is said here and now; the thread then opens a file that is known to be
    // good.
    if (auto prepared = prepare(path); !prepared)
        return prepared;
    m_reported = false;
    m_wake = Wake::Nothing;
    setLimits(limits);
    m_thread = std::thread([this, path] { run(path); });
    return {};
}

void CaptureWriter::setLimits(CaptureLimits limits)
{
    m_mostBytes.store(limits.bytes, std::memory_order_relaxed);
    m_mostAge.store(limits.age, std::memory_order_relaxed);
}

CaptureLimits CaptureWriter::limits() const
{
    return {m_mostBytes.load(std::memory_order_relaxed), m_mostAge.load(std::memory_order_relaxed)};
}

void CaptureWriter::close()
{
    if (!isOpen())
        return;
    wake(Wake::Close);
    m_thread.join();
    // What the thread reported last must be heard even when no event loop runs any more.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

quint64 CaptureWriter::lost() const
{
    return m_failed.load(std::memory_order_relaxed) + m_ring.dropped();
}

void CaptureWriter::write(const trace::Batch &batch)
{
    Q_ASSERT(isOpen());
    for (const trace::Record &record : batch)
        m_ring.push(record);
    wake(Wake::Records);
}

void CaptureWriter::wake(Wake reason)
{
    m_wake = reason;
    m_wake.notify_one();
}

// The writing thread. It shares with the other one only the ring, the atomics and, through the event queue,
// the sentence it reports; m_reported is its own between the start of the thread and join().
void CaptureWriter::run(const QString &path)
{
    auto file = CaptureFile::open(path);
    if (!file)
        report(file.error());
    trace::Batch batch;
    QElapsedTimer sinceLimits;
    sinceLimits.start();
    for (auto reason = Wake::Records; reason != Wake::Close;) {
        m_wake.wait(Wake::Nothing);
        // Records that come from here on set it again. Close is the last word of the other thread.
        reason = m_wake.exchange(Wake::Nothing);
        m_ring.drain(batch);
        if (batch.empty())
            continue;
        const auto written = file ? (*file)->write(batch) : tl::unexpected(file.error());
        if (!written) {
            m_failed.fetch_add(batch.size(), std::memory_order_relaxed);
            report(written.error());
        }
        batch.clear();
        if (file && sinceLimits.hasExpired(LimitsEveryMs) && !keepLimits(**file))
            sinceLimits.restart(); // else there is more to take out: again after the next batch
    }
    if (!file)
        return;
    if (auto finished = (*file)->finish(); !finished)
        report(finished.error());
}

/// True while there is more to take out.
bool CaptureWriter::keepLimits(CaptureFile &file)
{
    file.setLimits(limits());
    const auto gone = file.evict(QDateTime::currentMSecsSinceEpoch());
    if (!gone) {
        report(gone.error());
        return false;
    }
    m_evicted.fetch_add(gone->exchanges, std::memory_order_relaxed);
    return gone->records > 0;
}

void CaptureWriter::report(const QString &sentence)
{
    if (m_reported)
        return;
    m_reported = true;
    trace::post(this, [this, sentence] { emit failed(sentence); });
}

} // namespace store
