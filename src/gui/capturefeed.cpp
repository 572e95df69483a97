// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturefeed.h"

#include "trace/post.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace gui {

namespace {

constexpr int BatchesAhead = 4;
constexpr size_t BatchSize = 1000;
constexpr int LookAgainMs = 500;
constexpr int LookForStopMs = 50;

} // namespace

CaptureFeed::CaptureFeed(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
}

CaptureFeed::~CaptureFeed()
{
    stop();
}

void CaptureFeed::start(qint64 run, std::optional<trace::SteadyNs> from)
{
    stop();
    m_room.release(BatchesAhead - m_room.available());
    m_thread = std::jthread([this, run, from](const std::stop_token &stop) { this->run(stop, run, from); });
}

void CaptureFeed::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    m_thread = {};
}

/// Does that in the window's thread, unless it has been stopped by then: both happen in that thread. From the
/// reading thread.
template <typename Act>
void CaptureFeed::tell(const std::stop_token &stop, Act act)
{
    trace::post(this, [stop, act] {
        if (!stop.stop_requested())
            act();
    });
}

// The reading thread. It shares with the window's the path, which does not change while it runs, and the
// semaphore.
void CaptureFeed::run(const std::stop_token &stop, qint64 number, std::optional<trace::SteadyNs> from)
{
    const auto reader = store::CaptureReader::open(m_path);
    if (!reader)
        return tell(stop, [this, sentence = reader.error()] { emit failed(sentence); });
    const auto runs = (*reader)->runs();
    if (!runs)
        return tell(stop, [this, sentence = runs.error()] { emit failed(sentence); });
    const auto chosen = number == 0 && !runs->empty() ? std::prev(runs->end())
                                                      : std::ranges::find(*runs, number, &store::Run::number);
    if (chosen == runs->end())
        return tell(
            stop, [this] { emit failed(tr("Nothing was recorded in %1. Choose another one.").arg(m_path)); });
    tell(stop, [this, runs = *runs, run = *chosen] { emit opened(runs, run); });
    if (!readAll(stop, **reader, *chosen, from))
        return;
    const bool follows = !from && chosen->endedMs == 0 && std::next(chosen) == runs->end();
    tell(stop, [this, follows] { emit reached(follows); });
    if (follows)
        follow(stop, **reader, *chosen);
}

bool CaptureFeed::readAll(const std::stop_token &stop, store::CaptureReader &reader, const store::Run &run,
                          std::optional<trace::SteadyNs> from)
{
    quint64 exchanges = 0;
    int told = -1;
    const auto take = [&](const trace::Batch &records) {
        exchanges += quint64(std::ranges::count_if(records, [](const trace::Record &record) {
            return std::holds_alternative<trace::ExchangePtr>(record);
        }));
        if (!hand(stop, records))
            return false;
        const int percent
            = int(std::min(quint64(100), exchanges * 100 / std::max(quint64(1), run.exchanges)));
        if (percent != std::exchange(told, percent))
            tell(stop, [this, percent] { emit progressed(percent); });
        return true;
    };
    const auto read
        = reader.read(run.number, take, BatchSize, from.value_or(store::CaptureReader::beginning));
    if (!read)
        tell(stop, [this, sentence = read.error()] { emit failed(sentence); });
    return read && !stop.stop_requested();
}

/// False when it is to stop.
bool CaptureFeed::hand(const std::stop_token &stop, const trace::Batch &records)
{
    while (!m_room.tryAcquire(1, LookForStopMs)) {
        if (stop.stop_requested())
            return false;
    }
    tell(stop, [this, records] {
        m_room.release();
        emit batch(records);
    });
    return !stop.stop_requested();
}

void CaptureFeed::follow(const std::stop_token &stop, store::CaptureReader &reader, store::Run run)
{
    while (run.endedMs == 0 && !stop.stop_requested()) {
        QElapsedTimer waited;
        for (waited.start(); !waited.hasExpired(LookAgainMs) && !stop.stop_requested();)
            QSemaphore().tryAcquire(1, LookForStopMs);
        // Looked at first, so that what was written before the end is read after it.
        const auto now = reader.run(run.number);
        const auto records = reader.readNew(run.number);
        if (!now || !records) {
            const QString sentence = now ? records.error() : now.error();
            return tell(stop, [this, sentence] { emit failed(sentence); });
        }
        if (!records->empty() && !hand(stop, *records))
            return;
        if (!*now)
            break;
        if (**now != std::exchange(run, **now))
            tell(stop, [this, run] { emit runChanged(run); });
    }
    tell(stop, [this] { emit ended(); });
}

} // namespace gui
