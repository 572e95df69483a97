// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tabular.h"
#include "gui/timeplots.h"
#include "models/format.h"
#include "models/marks.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QFrame>

// How the plots look: in the colours of the palette, each curve by its line as well as by its hue.

namespace gui {
namespace {

using models::StatusKind;

// Okabe and Ito; readable() fits them to the ground.
constexpr std::array percentileHues{0xff009e73, 0xff0072b2, 0xffe69f00, 0xffd55e00};
constexpr std::array percentileLines{Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
constexpr QRgb inHue = 0xffe69f00;
constexpr QRgb outHue = 0xff0072b2;
constexpr QRgb openHue = 0xff009e73;
constexpr QRgb lagHue = 0xffcc79a7;
constexpr std::array patterns{Qt::SolidPattern, Qt::Dense4Pattern, Qt::BDiagPattern, Qt::DiagCrossPattern,
                              Qt::Dense6Pattern};

} // namespace

void TimePlots::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyPalette();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void TimePlots::applyPalette()
{
    const QColor base = palette().color(QPalette::Base);
    const auto ink = [&base](QRgb hue) { return models::readable(QColor::fromRgb(hue), base); };
    m_plot->setBackground(base);
    for (size_t kind = 0; kind < m_requests.size(); ++kind) {
        const QColor hue = models::colour(StatusKind(kind), base);
        m_requests[kind]->setPen(QPen(hue, 0));
        m_requests[kind]->setBrush(QBrush(hue, patterns[kind]));
    }
    m_out->setPen(QPen(ink(outHue), 1.5));
    m_in->setPen(QPen(ink(inHue), 1.5, Qt::DashLine));
    m_open->setPen(QPen(ink(openHue), 1.5));
    QColor wash = ink(openHue);
    wash.setAlphaF(0.15F);
    m_open->setBrush(wash);
    for (size_t i = 0; i < m_percentiles.size(); ++i)
        m_percentiles[i]->setPen(QPen(ink(QRgb(percentileHues[i])), 1.5, percentileLines[i]));
    m_lag->setPen(QPen(ink(lagHue), 1));
    QPalette marked = palette();
    marked.setColor(QPalette::WindowText, palette().color(QPalette::Highlight));
    m_focusMark->setPalette(marked);
    m_plot->selectionRect()->setPen(palette().color(QPalette::Highlight));
    QColor chosen = palette().color(QPalette::Highlight);
    chosen.setAlphaF(0.25F);
    m_plot->selectionRect()->setBrush(chosen);
    applyAxes();
}

void TimePlots::applyAxes()
{
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor faded = models::faded(text, base);
    QColor faint = text;
    faint.setAlphaF(0.12F);
    const QFont figures = tabularFont(font());
    for (QCPAxisRect *rect : m_rects) {
        for (QCPAxis *axis : rect->axes()) {
            axis->setBasePen(faded);
            axis->setTickPen(faded);
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelColor(faded);
            axis->setTickLabelFont(figures);
            axis->grid()->setPen(faint);
            axis->grid()->setZeroLinePen(faint);
        }
        auto *legend = qobject_cast<QCPLegend *>(rect->property("legend").value<QObject *>());
        legend->setFont(font());
        legend->setTextColor(text);
        for (int i = 0; i < legend->itemCount(); ++i) {
            legend->item(i)->setFont(font());
            legend->item(i)->setTextColor(text);
        }
    }
    for (QCPItemStraightLine *cursor : m_cursors)
        cursor->setPen(faded);
    QFont bold = font();
    bold.setBold(true);
    for (QObject *element : m_plot->findChildren<QObject *>()) {
        if (auto *title = qobject_cast<QCPTextElement *>(element)) {
            title->setFont(bold);
            title->setTextColor(text);
        }
    }
}

} // namespace gui
