// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace gui {

/// Something that is written into a file on a thread of its own, can be cancelled and says how far it is.
/// Lives in the window's thread; destroyed meanwhile, it is cancelled and waited for: whoever derives from it
/// calls stop() in the destructor, as long as what the thread uses is there.
class FileJob : public QObject
{
    Q_OBJECT
public:
    explicit FileJob(QObject *parent = nullptr);
    ~FileJob() override;

    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }
    void cancel() { m_cancelled = true; }

signals:
    void progressed(int percent);
    void cancelled();
    void failed(const QString &sentence);

protected:
    /// Has it done by the thread; not while it runs. What is done ends with finish().
    void start(std::function<void()> work);
    void stop();

    // From the thread.
    [[nodiscard]] const std::atomic<bool> &isCancelled() const { return m_cancelled; }
    /// Once for each percent.
    void tellProgress(size_t done, size_t all);
    /// Ends the thread, then does that in the window's.
    void finish(std::function<void()> act);

private:
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_cancelled = false;
    int m_told = -1; ///< the thread's, while it runs
};

} // namespace gui
