// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/harimport.h"

#include <QObject>
#include <QThreadPool>

namespace gui {

/// Reads HAR files on a thread of its own, one after the other. Lives in the window's thread; destroyed while
/// it reads, it waits for the file that it is at and says nothing more.
class HarReader : public QObject
{
    Q_OBJECT
public:
    explicit HarReader(QObject *parent = nullptr);
    ~HarReader() override;

    void read(const QString &path);

signals:
    void finished(const QString &path, const trace::Imported &imported);
    void failed(const QString &path, const QString &sentence);

private:
    void run(const QString &path);

    QThreadPool m_thread;
};

} // namespace gui
