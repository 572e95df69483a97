// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/labplot.h"

#include <qcustomplot.h>

#include <cmath>
#include <functional>
#include <vector>

namespace gui {

using UnitWriter = std::function<QString(double)>;

/// Ticks of a plain or a logarithmic axis with labels in the units people know.
template <typename Base>
class UnitTicker : public Base
{
public:
    explicit UnitTicker(UnitWriter writer)
        : m_writer(std::move(writer))
    {
    }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return m_writer(tick); }

private:
    UnitWriter m_writer;
};

/// Ticks of which each has its own label even when that has two figures only: no 2.5 beside 2 and 3.
class RoundTicker : public QCPAxisTicker
{
public:
    double getTickStep(const QCPRange &range) override
    {
        double magnitude = 1;
        const double mantissa = getMantissa(range.size() / tickCount(), &magnitude);
        return pickClosest(mantissa, {1, 2, 5, 10}) * magnitude;
    }
    int getSubTickCount(double) override { return 0; }
};

/// Ticks at the powers of ten alone: they have room however low the plot is.
class PowerTicker : public QCPAxisTicker
{
public:
    QVector<double> createTickVector(double, const QCPRange &range) override
    {
        constexpr double rounding = 1e-9;
        const int from = int(std::ceil(std::log10(range.lower) - rounding));
        const int until = int(std::floor(std::log10(range.upper) + rounding));
        QVector<double> ticks;
        for (int power = from; power <= until; ++power)
            ticks += std::pow(10.0, power);
        return ticks;
    }
    int getSubTickCount(double) override { return 0; }
};

/// Ticks at these numbers of an axis on which they stand where models::place() puts them.
class PlaceTicker : public QCPAxisTicker
{
public:
    PlaceTicker(std::vector<int> numbers, models::LabScale scale, UnitWriter writer)
        : m_numbers(std::move(numbers))
        , m_scale(scale)
        , m_writer(std::move(writer))
    {
    }
    void generate(const QCPRange &range, const QLocale &, QChar, int, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *labels) override
    {
        ticks.clear();
        if (subTicks)
            subTicks->clear();
        if (labels)
            labels->clear();
        for (const int number : m_numbers) {
            const double at = models::place(number, m_scale);
            if (!range.contains(at))
                continue;
            ticks += at;
            if (labels)
                *labels += m_writer(number);
        }
    }

private:
    std::vector<int> m_numbers;
    models::LabScale m_scale;
    UnitWriter m_writer;
};

} // namespace gui
