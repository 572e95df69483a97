// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filejob.h"

#include "trace/post.h"

#include <QThread>

#include <utility>

namespace gui {

FileJob::FileJob(QObject *parent)
    : QObject(parent)
{
}

FileJob::~FileJob()
{
    Q_ASSERT(!isRunning());
}

void FileJob::stop()
{
    cancel();
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
}

void FileJob::start(std::function<void()> work)
{
    Q_ASSERT(!isRunning());
    m_cancelled = false;
    m_told = -1;
    m_thread.reset(QThread::create(std::move(work)));
    m_thread->start();
}

void FileJob::tellProgress(size_t done, size_t all)
{
    const int percent = int(done * 100 / all);
    if (percent != std::exchange(m_told, percent))
        trace::post(this, [this, percent] { emit progressed(percent); });
}

void FileJob::finish(std::function<void()> act)
{
    trace::post(this, [this, act = std::move(act)] {
        m_thread->wait(); // this call was the last thing it did
        m_thread.reset();
        act();
    });
}

} // namespace gui
