// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"
#include "models/labplot.h"
#include "models/labquantity.h"

#include <QWidget>

#include <array>
#include <optional>

class QCPAxis;
class QCPAxisRect;
class QCPGraph;
class QCPItemLine;
class QCPItemStraightLine;
class QCPItemText;
class QCPMarginGroup;
class QCPTextElement;
class QCustomPlot;
class QFrame;

namespace gui {

/// Four plots against the number of idle clients, a line for each loop: how long an answer took, answers a
/// second, CPU and tries in vain for an answer. Draws only what it is given. Left and Right read the numbers
/// of idle clients, Up and Down the plots.
class LabPlots : public QWidget
{
    Q_OBJECT
public:
    explicit LabPlots(QWidget *parent = nullptr);

    /// idle: the numbers of idle clients that are or will be measured at, ascending.
    void show(const std::vector<lab::Series> &series, const std::vector<int> &idle);
    void setScale(models::LabScale scale);
    /// Writes a picture of what is shown; the ending says which kind: svg, else png. False when it cannot.
    [[nodiscard]] bool savePicture(const QString &path);

signals:
    /// The numbers under the pointer or the keys in words; empty when there are none.
    void read(const QString &words);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// A line and what stands at its end.
    struct Curve
    {
        lab::Loop loop;
        models::LabQuantity quantity;
        QCPGraph *graph;
        QCPItemText *label;
        QCPItemLine *leader; ///< from the line's end to the label
    };
    struct Panel
    {
        QString name;
        std::vector<models::LabQuantity> quantities; ///< the first is the main one
        int column;
        QCPTextElement *title;
        QCPAxisRect *rect;
        QCPItemStraightLine *cursor;
        std::vector<Curve> curves;
    };

    void addPanel(int row, int column, const QString &name, std::vector<models::LabQuantity> quantities);
    [[nodiscard]] Curve addCurve(const Panel &panel, lab::Loop loop, models::LabQuantity quantity);
    [[nodiscard]] std::pair<double, double> extent(const Panel &panel) const;
    void makeCurves();
    void fill();
    void setRanges(const Panel &panel);
    void setTickers(const Panel &panel);
    void placeLabels();
    void placeLabels(const Panel &panel);
    void placeLabels(const Panel &panel, const std::vector<const Curve *> &curves);
    void applyPalette();
    void applyPalette(const Panel &panel);
    [[nodiscard]] int widestLabel(const Panel &panel) const;
    bool pressKey(int key);
    void point(const QPointF &position);
    [[nodiscard]] QString reading(const QString &after, const QString &between) const;
    void showReading(size_t panel, std::optional<int> idle);

    QCustomPlot *m_plot;
    QFrame *m_focusMark;
    std::vector<Panel> m_panels;
    std::array<QCPMarginGroup *, 2> m_margins; ///< of each column: plots under each other begin together
    std::vector<lab::Series> m_series;
    std::vector<int> m_axis; ///< numbers of idle clients that have a place
    std::vector<int> m_idle; ///< those measured at, ascending
    models::LabScale m_scale = models::LabScale::Logarithmic;
    size_t m_panel = 0;        ///< that is read by keys
    std::optional<int> m_read; ///< number of idle clients that is read
};

} // namespace gui
