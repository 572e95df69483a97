// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QObject>

#include <memory>
#include <stop_token>

class QThread;

namespace gui {

/// Lets the lab work on a thread of its own, one thing at a time, and says here what comes of it. Lives in
/// the window's thread; destroyed meanwhile, it stops the lab and waits, for half a second at most.
class LabRunner : public QObject
{
    Q_OBJECT
public:
    explicit LabRunner(QObject *parent = nullptr);
    ~LabRunner() override;

    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }
    /// Not while it runs: ends with compared() or failed().
    void compare(const lab::Options &options);
    /// Not while it runs: ends with recorded(), with failed(), or with both when it worked for some only.
    void record(const std::vector<lab::Loop> &loops, int idle);
    /// What was finished by then is told as if that had been all.
    void cancel();

signals:
    void progressed(const lab::Progress &progress);
    void compared(const lab::Result &result);
    void recorded(const std::vector<lab::Turn> &turns); ///< fewer than loops when it was cancelled or failed
    void failed(const QString &sentence);

private:
    void start(std::function<void(std::stop_token)> work);
    void finish(std::function<void()> act);

    std::unique_ptr<QThread> m_thread;
    std::stop_source m_stop;
};

} // namespace gui
