// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/bytesearch.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace gui {

/// Finds bytes off the window's thread, one search at a time: a new one ends the one before. Lives in the
/// window's thread.
class ByteFinder : public QObject
{
    Q_OBJECT
public:
    /// Opens what is to be searched; called in the thread that searches.
    using Open = std::function<tl::expected<ByteSource, QString>()>;

    explicit ByteFinder(QObject *parent = nullptr);
    ~ByteFinder() override;

    /// As findBytes(). Ends with one of found(), missed() and failed(), unless it is cancelled.
    void find(Open open, const Needle &needle, qint64 from, Direction direction);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_cancelled != nullptr; }

signals:
    void progressed(int percent); ///< of a search that takes several steps
    void found(qint64 offset, bool wentRound);
    void missed();
    void failed(const QString &why);

private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    void run(const Flag &cancelled, const Open &open, const Needle &needle, qint64 from, Direction direction);
    void tell(const Flag &cancelled, std::function<void()> act);

    QThreadPool m_pool;
    Flag m_cancelled; ///< of the search that runs; null: none does
};

} // namespace gui
