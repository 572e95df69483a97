// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lablook.h"
#include "gui/labplots.h"
#include "gui/tabular.h"
#include "models/marks.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QFrame>

#include <algorithm>

// How the lab's plots look: in the colours of the palette, each loop by its mark and its dash as well as by
// its hue.

namespace gui {
namespace {

QPainterPath markPath(lab::Loop loop)
{
    QPainterPath path;
    path.addPolygon(QTransform::fromScale(3, 3).map(loopShape(loop))); // six wide, as QCustomPlot's own
    path.closeSubpath();
    return path;
}

} // namespace

void LabPlots::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyPalette();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void LabPlots::applyPalette()
{
    m_plot->setBackground(palette().color(QPalette::Base));
    QPalette marked = palette();
    marked.setColor(QPalette::WindowText, palette().color(QPalette::Highlight));
    m_focusMark->setPalette(marked);
    for (const Panel &panel : m_panels)
        applyPalette(panel);
}

/// Of all plots of the same column, so that they end together.
int LabPlots::widestLabel(const Panel &panel) const
{
    int widest = 0;
    for (const Panel &one : m_panels) {
        for (const Curve &curve : one.curves) {
            if (one.column == panel.column)
                widest = std::max(widest, fontMetrics().horizontalAdvance(curve.label->text()));
        }
    }
    return widest;
}

void LabPlots::applyPalette(const Panel &panel)
{
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor faded = models::faded(text, base);
    QColor faint = text;
    faint.setAlphaF(0.12F);
    QFont bold = font();
    bold.setBold(true);
    panel.title->setFont(bold);
    panel.title->setTextColor(text);
    panel.cursor->setPen(faded);
    for (QCPAxis *axis : panel.rect->axes()) {
        axis->setBasePen(faded);
        axis->setTickPen(faded);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(faded);
        axis->setTickLabelFont(tabularFont(font()));
        axis->setLabelColor(faded);
        axis->setLabelFont(font());
        axis->grid()->setPen(faint);
        axis->grid()->setZeroLinePen(faint);
    }
    for (const Curve &curve : panel.curves) {
        const QColor hue = loopColour(curve.loop, base);
        const bool stands = curve.quantity != models::LabQuantity::Slow; // the others stand back
        curve.graph->setPen(QPen(hue, stands ? 1.8 : 1, stands ? loopDash(curve.loop) : Qt::DotLine));
        curve.graph->setScatterStyle(
            QCPScatterStyle(markPath(curve.loop), QPen(hue, 1), stands ? QBrush(hue) : QBrush(base), 8));
        curve.label->setFont(font());
        curve.label->setColor(hue);
        curve.label->setBrush(base);
        curve.leader->setPen(QPen(hue, 0.7));
    }
    panel.rect->setAutoMargins(QCP::msLeft | QCP::msBottom);
    panel.rect->setMinimumMargins(QMargins(62, 0, 0, 20));
    constexpr int labelGap = 20;
    panel.rect->setMargins(QMargins(0, 6, widestLabel(panel) + labelGap, 0));
}

} // namespace gui
