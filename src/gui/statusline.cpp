// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statusline.h"

#include "gui/tabular.h"
#include "models/format.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QLabel>
#include <QLocale>

namespace gui {

using namespace std::chrono_literals;

namespace {

/// Two refreshes closer than this give no honest rate.
constexpr qint64 ShortestIntervalMs = 500;

/// What was counted per second; a counter that fell belongs to a server that was started anew.
double perSecond(quint64 before, quint64 now, qint64 elapsedMs)
{
    return now > before ? double(now - before) * 1000.0 / double(elapsedMs) : 0.0;
}

} // namespace

StatusLine::StatusLine(const net::Server &server, const trace::Collector &collector, const trace::Log &log,
                       QWidget *parent)
    : QStatusBar(parent)
    , m_server(server)
    , m_collector(collector)
    , m_log(log)
{
    setSizeGripEnabled(false);
    m_address = addSegment(tr("State"), tr("Where the server listens"), {});
    m_open
        = addSegment(tr("Open connections"), tr("Connections that are open now"), tr("%1 open").arg(99999));
    m_requests = addSegment(tr("Requests per second"), tr("Requests finished in the last second"),
                            models::format::requestRate(99999, QLocale()));
    m_bytes = addSegment(tr("Bytes per second"), tr("Bytes sent in the last second"),
                         models::format::byteRate(999.9e6, QLocale()));
    m_errors
        = addSegment(tr("Errors"), tr("Requests answered with 4xx or 5xx, or broken off, since the start"),
                     tr("%1 errors").arg(99999));
    m_capture = addSegment(
        tr("Recording"),
        tr("Requests recorded; forgotten for lack of room; lost because the window was too slow"), {});
    m_lag = addSegment(tr("Loop lag"),
                       tr("How late the slowest of the server's event loops was in the last second"),
                       tr("loop %1").arg(models::format::duration(99'900'000, QLocale())));
    addWidget(new QWidget, 1);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::refresh);
    connect(&m_server, &net::Server::stateChanged, this, &StatusLine::refresh);
    m_sinceLast.start();
    m_timer.start(1s);
    showRates(m_server.totals());
    refresh();
}

QLabel *StatusLine::addSegment(const QString &name, const QString &toolTip, const QString &widest)
{
    auto *label = new QLabel;
    label->setFont(tabularFont(font()));
    label->setAccessibleName(name);
    label->setToolTip(toolTip);
    label->setMargin(3);
    if (!widest.isEmpty())
        label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest) + 8);
    addWidget(label);
    return label;
}

void StatusLine::showRates(const net::Totals &totals)
{
    const qint64 elapsed = std::max<qint64>(1, m_sinceLast.restart());
    const double requests = perSecond(m_last.exchanges, totals.exchanges, elapsed);
    const double bytes = perSecond(m_last.bytesOut, totals.bytesOut, elapsed);
    m_requests->setText(models::format::requestRate(requests, QLocale()));
    m_bytes->setText(models::format::byteRate(bytes, QLocale()));
    m_last = totals;
}

void StatusLine::refresh()
{
    const net::Totals totals = m_server.totals();
    const QLocale locale;
    switch (m_server.state()) {
    case net::Server::State::Stopped: m_address->setText(tr("○ not serving")); break;
    case net::Server::State::Stopping:
        m_address->setText(tr("◐ stopping, open responses are finishing"));
        break;
    case net::Server::State::Listening:
        m_address->setText(tr("● listening at %1").arg(m_server.urls().join(QStringLiteral(", "))));
        break;
    }
    m_open->setText(tr("%1 open").arg(locale.toString(totals.open)));
    m_errors->setText(totals.errors == 1 ? tr("1 error")
                                         : tr("%1 errors").arg(locale.toString(totals.errors)));
    QString capture = tr("recorded %1 · evicted %2 · dropped %3")
                          .arg(locale.toString(m_log.recorded()), locale.toString(m_log.evicted()),
                               locale.toString(m_collector.dropped()));
    if (m_collector.waiting() > 0)
        capture += tr(" · %1 still to be shown").arg(locale.toString(m_collector.waiting()));
    m_capture->setText(capture);
    m_lag->setText(tr("loop %1").arg(models::format::duration(totals.loopLagNs, locale)));
    if (m_sinceLast.elapsed() >= ShortestIntervalMs)
        showRates(totals);
}

} // namespace gui
