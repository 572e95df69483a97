// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

class QLabel;
namespace trace {
class Collector;
class Log;
} // namespace trace

namespace gui {

/// The bottom line: where the server listens and its figures, brought up to date once a second. Lives in the
/// window's thread; server, collector and log must outlive it.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(const net::Server &server, const trace::Collector &collector, const trace::Log &log,
               QWidget *parent = nullptr);

    /// Brings the figures up to date now; rates are since the last time, at least half a second ago.
    void refresh();

private:
    QLabel *addSegment(const QString &name, const QString &toolTip, const QString &widest);
    void showRates(const net::Totals &totals);

    const net::Server &m_server;
    const trace::Collector &m_collector;
    const trace::Log &m_log;
    QLabel *m_address;
    QLabel *m_open;
    QLabel *m_requests;
    QLabel *m_bytes;
    QLabel *m_errors;
    QLabel *m_capture;
    QLabel *m_lag;
    net::Totals m_last;
    QElapsedTimer m_sinceLast;
    QTimer m_timer;
};

} // namespace gui
