// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/harimport.h"

#include <QFutureWatcher>
#include <QObject>

namespace gui {

/// Reads a HAR file on a thread of its own. Lives in the window's thread; destroyed while it reads, it waits
/// for nothing: the thread gives up as soon as it can.
class HarReader : public QObject
{
    Q_OBJECT
public:
    explicit HarReader(QObject *parent = nullptr);
    ~HarReader() override;

    /// Whether a file of that name is one.
    [[nodiscard]] static bool isHar(const QString &path);

    /// Not while it reads.
    void read(const QString &path);
    /// Nothing more is said.
    void cancel();

signals:
    void progressed(int percent); ///< of the entries, once the file is taken apart
    void finished(const trace::Imported &imported);
    void failed(const QString &sentence);

private:
    using Result = tl::expected<trace::Imported, QString>;
    static void run(QPromise<Result> &promise, const QString &path);
    void tell();

    QFutureWatcher<Result> m_watcher;
};

} // namespace gui
