// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QWidget>

namespace gui {

/// When a socket was ready: ticks below the line for reading, above it for writing, the taller the more bytes
/// (by their logarithm), hollow where nothing came of it. Under it, what waited to be sent.
class ReadinessRoll : public QWidget
{
    Q_OBJECT
public:
    explicit ReadinessRoll(QWidget *parent = nullptr);

    struct Content
    {
        trace::Transfers transfers;               ///< in order of time
        std::vector<trace::TcpSamplePtr> samples; ///< the same
        trace::TimeSpan span;
    };
    void setContent(Content content);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double x(trace::SteadyNs time) const;
    void paintBacklog(QPainter &painter, const QRectF &room) const;
    void paintTransfers(QPainter &painter, const QRectF &room) const;
    [[nodiscard]] QString textAt(double x) const;

    Content m_content;
};

/// What the socket did for an exchange: the list it has, or the one read and one write its timings tell.
[[nodiscard]] trace::Transfers transfersOf(const trace::Exchange &exchange);

} // namespace gui
