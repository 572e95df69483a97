// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labrunner.h"

#include "trace/post.h"

#include <QThread>

namespace gui {

LabRunner::LabRunner(QObject *parent)
    : QObject(parent)
{
}

LabRunner::~LabRunner()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void LabRunner::cancel()
{
    m_stop.request_stop();
}

void LabRunner::start(std::function<void(std::stop_token)> work)
{
    Q_ASSERT(!isRunning());
    m_stop = {};
    m_thread.reset(QThread::create([work = std::move(work), stop = m_stop.get_token()] { work(stop); }));
    m_thread->setObjectName(QStringLiteral("lab"));
    m_thread->start();
}

/// From the thread, as the last thing it does.
void LabRunner::finish(std::function<void()> act)
{
    trace::post(this, [this, act = std::move(act)] {
        m_thread->wait();
        m_thread.reset();
        act();
    });
}

// The functions given to start() run in the lab's thread. They share nothing with the window's but the token
// to stop by; what they found travels by value.

void LabRunner::compare(const lab::Options &options)
{
    start([this, options](const std::stop_token &stop) {
        const auto tell = [this](const lab::Progress &progress) {
            trace::post(this, [this, progress] { emit progressed(progress); });
        };
        const auto result = lab::run(options, tell, stop);
        finish([this, result] {
            if (result)
                emit compared(*result);
            else
                emit failed(result.error());
        });
    });
}

void LabRunner::record(const std::vector<lab::Loop> &loops, int idle)
{
    start([this, loops, idle](const std::stop_token &stop) {
        std::vector<lab::Turn> turns;
        QString problem;
        for (const lab::Loop loop : loops) {
            auto turn = lab::recordTurn(loop, idle, stop);
            if (stop.stop_requested())
                break;
            if (turn)
                turns.push_back(std::move(*turn));
            else if (problem.isEmpty())
                problem = turn.error();
        }
        finish([this, turns, problem] {
            if (!turns.empty() || problem.isEmpty())
                emit recorded(turns);
            if (!problem.isEmpty())
                emit failed(problem);
        });
    });
}

} // namespace gui
