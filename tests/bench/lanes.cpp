// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// lanes: paints the lanes of 100,000 exchanges, on one and on 10,000 connections, while it pans and zooms,
// and prints for each "CONNECTIONS FRAMES MEDIAN P99 MS": milliseconds for one frame. lanes FILE WIDTH HEIGHT
// [light|dark] [low|middle|tall]: a picture of one of each shape.

#include "gui/lanesview.h"
#include "gui/theme.h"
#include "lanescene.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

namespace {

void measure(int connections)
{
    trace::Log log(2LL * 1024 * 1024 * 1024);
    log.append(lanescene::crowd(100'000, connections));
    gui::LanesView view(log);
    view.resize(1900, 700);
    view.show();
    QApplication::processEvents();
    view.showAll();
    QImage picture(view.size(), QImage::Format_ARGB32_Premultiplied);
    std::vector<double> times;
    const auto frame = [&](const auto &change) {
        QElapsedTimer timer;
        timer.start();
        change();
        view.canvas()->viewport()->render(&picture);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    };
    constexpr int steps = 60;
    for (int i = 0; i < steps; ++i)
        frame([&] { view.canvas()->zoom(0.85); });
    for (const double factor : {1.6, 1.0 / 1.6})
        for (int i = 0; i < 20; ++i)
            frame([&] { view.canvas()->zoom(factor); });
    for (int i = 0; i < steps; ++i)
        frame([&] { view.canvas()->zoom(1 / 0.85); });
    std::sort(times.begin(), times.end());
    QTextStream(stdout) << connections << ' ' << times.size() << ' ' << times[times.size() / 2] << ' '
                        << times[times.size() * 99 / 100] << Qt::endl;
}

int paint(const QStringList &arguments)
{
    gui::ThemeSwitch theme;
    theme.apply(arguments.value(4) == QLatin1StringView("dark") ? gui::Theme::Dark : gui::Theme::Light);
    trace::Log log;
    log.append(lanescene::everything());
    gui::LanesView view(log);
    view.resize(arguments.value(2).toInt(), arguments.value(3).toInt());
    const int height
        = int(QStringList{QStringLiteral("low"), QStringLiteral("middle"), QStringLiteral("tall")}.indexOf(
            arguments.value(5)));
    view.canvas()->setLaneHeight(gui::LaneHeight(std::max(height, 0)));
    view.show();
    QApplication::processEvents();
    view.showAll();
    view.setSelected(2, 10);
    view.setSpan(trace::TimeSpan{lanescene::at(2000), lanescene::at(2800)});
    QApplication::processEvents();
    return view.grab().save(arguments.value(1)) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() >= 4)
        return paint(arguments);
    for (const int connections : {1, 100, 10'000})
        measure(connections);
    return 0;
}
