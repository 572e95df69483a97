// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bytefinder.h"

#include "trace/post.h"

#include <utility>

namespace gui {

ByteFinder::ByteFinder(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ByteFinder::~ByteFinder()
{
    cancel();
    m_pool.waitForDone();
}

void ByteFinder::cancel()
{
    if (const Flag flag = std::exchange(m_cancelled, nullptr))
        *flag = true;
}

void ByteFinder::find(Open open, const Needle &needle, qint64 from, Direction direction)
{
    cancel();
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    trace::start(m_pool, [this, cancelled = m_cancelled, open = std::move(open), needle, from, direction] {
        run(cancelled, open, needle, from, direction);
    });
}

// The pool's thread. It shares with the window's the flag alone; this is there until the pool is done.
void ByteFinder::run(const Flag &cancelled, const Open &open, const Needle &needle, qint64 from,
                     Direction direction)
{
    int told = 0;
    const auto hit = open().and_then([&](const ByteSource &source) {
        return findBytes(source, needle, from, direction, [&](qint64 done) {
            const int percent = int(done * 100 / std::max<qint64>(1, source.size));
            if (percent != std::exchange(told, percent))
                tell(cancelled, [this, percent] { emit progressed(percent); });
            return !*cancelled;
        });
    });
    tell(cancelled, [this, hit] {
        m_cancelled = nullptr;
        if (!hit)
            emit failed(hit.error());
        else if (hit->offset < 0)
            emit missed();
        else
            emit found(hit->offset, hit->wentRound);
    });
}

/// In the window's thread, unless the search was cancelled by then.
void ByteFinder::tell(const Flag &cancelled, std::function<void()> act)
{
    trace::post(this, [cancelled, act = std::move(act)] {
        if (!*cancelled)
            act();
    });
}

} // namespace gui
