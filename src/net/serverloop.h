// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"
#include "net/worker.h"
#include "trace/post.h"

#include <QThread>

#ifdef Q_OS_LINUX
#include "loop/epolldispatcher.h"
#endif

namespace net {

/// One worker and its thread, and what is shared with it.
class Server::Loop
{
public:
    explicit Loop(WorkerPlan plan)
        : ring(plan.ring)
        , tally(plan.tally)
        , worker(new Worker(std::move(plan)))
    {
#ifdef Q_OS_LINUX
        thread.setEventDispatcher(new EpollDispatcher); // the thread takes it over
#endif
        thread.setObjectName(QStringLiteral("loop"));
        worker->moveToThread(&thread);
        // Queued to this thread: QCoreApplication::postEvent() touches the dispatcher after it let go of its
        // lock, so a thread must not end by itself on an event it was just sent.
        connect(worker, &Worker::finished, &thread, &QThread::quit, Qt::QueuedConnection);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
        trace::post(worker, [worker = worker] { worker->start(); });
    }
    ~Loop()
    {
        thread.quit();
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    void stop(std::chrono::milliseconds grace)
    {
        if (thread.isRunning() && !stopping) {
            stopping = true; // from here on the worker may go at any moment
            trace::post(worker, [worker = worker, grace] { worker->stop(grace); });
        }
    }

    std::shared_ptr<trace::Ring> ring;
    std::shared_ptr<Tally> tally;
    Worker *worker; ///< deleted in its thread when that ends
    QThread thread;
    bool stopping = false;
};

/// Has it done by every loop in its thread; one that was told to stop may be gone.
template <typename Command>
void Server::command(Command command)
{
    for (const auto &loop : m_loops) {
        if (!loop->stopping)
            trace::post(loop->worker, [worker = loop->worker, command] { command(*worker); });
    }
}

} // namespace net
