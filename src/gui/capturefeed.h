// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturereader.h"

#include <QObject>
#include <QSemaphore>

#include <atomic>
#include <thread>

namespace gui {

/// Reads a capture on a thread of its own and hands it on in batches, never more than a few ahead of the one
/// who takes them; then follows what is still being written. Lives in the window's thread.
class CaptureFeed : public QObject
{
    Q_OBJECT
public:
    explicit CaptureFeed(QString path, QObject *parent = nullptr);
    ~CaptureFeed() override;

    /// Reads that run, 0: the newest, and follows it; or only what was not over before that moment, without
    /// following. What was being read before is given up.
    void start(qint64 run = 0, std::optional<trace::SteadyNs> from = std::nullopt);
    /// Gives up; nothing more is handed on.
    void stop();

signals:
    void opened(const std::vector<store::Run> &runs, const store::Run &chosen);
    void batch(const trace::Batch &records);
    void progressed(int percent); ///< of the exchanges
    /// The run that it follows counts differently now.
    void runChanged(const store::Run &run);
    /// All that was there has been read; whether it goes on with what is written from now on.
    void reached(bool follows);
    void ended(); ///< the run that it followed was ended
    void failed(const QString &sentence);

private:
    void run(const std::stop_token &stop, qint64 number, std::optional<trace::SteadyNs> from);
    [[nodiscard]] bool readAll(const std::stop_token &stop, store::CaptureReader &reader,
                               const store::Run &run, std::optional<trace::SteadyNs> from);
    void follow(const std::stop_token &stop, store::CaptureReader &reader, store::Run run);
    [[nodiscard]] bool hand(const std::stop_token &stop, const trace::Batch &records);
    template <typename Act>
    void tell(const std::stop_token &stop, Act act);

    QString m_path;
    QSemaphore m_room; ///< batches that may still be handed on; the reading thread waits for it
    std::jthread m_thread;
};

} // namespace gui
