// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// lanes: paints the lanes of 100,000 exchanges, on one, on 100 and on 20,000 connections, while it zooms and
// pans, and then follows one change more each frame. Prints for each "CONNECTIONS FRAMES", then the median
// and the worst time of a frame of zooming, of panning and of following, in ms. lanes FILE WIDTH HEIGHT
// [light|dark] [low|middle|tall]: a picture of one of each shape.

#include "gui/lanesview.h"
#include "gui/theme.h"
#include "lanescene.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QTextStream>

#include <algorithm>

namespace {

using Times = std::vector<double>; ///< ms

QString medianAndWorst(Times times)
{
    std::sort(times.begin(), times.end());
    return QStringLiteral("%1 %2").arg(times[times.size() / 2], 0, 'f', 2).arg(times.back(), 0, 'f', 2);
}

/// How long a change and the picture of it take.
template <typename Change>
void frame(gui::LanesView &view, QImage &picture, Times &times, const Change &change)
{
    QElapsedTimer timer;
    timer.start();
    change();
    view.canvas()->viewport()->render(&picture);
    times.push_back(double(timer.nsecsElapsed()) / 1e6);
}

void press(gui::LanesView &view, Qt::Key key)
{
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(view.canvas(), &event);
}

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
    Times zooming, panning, following;
    constexpr int steps = 60;
    for (const double factor : {0.85, 1 / 0.85})
        for (int i = 0; i < steps; ++i)
            frame(view, picture, zooming, [&] { view.canvas()->zoom(factor); });
    for (int depth = 0; depth < 4; ++depth) {
        for (const Qt::Key key : {Qt::Key_A, Qt::Key_D})
            for (int i = 0; i < 10; ++i)
                frame(view, picture, panning, [&] { press(view, key); });
        view.canvas()->zoom(0.2);
    }
    view.canvas()->setFollowing(true);
    for (quint64 i = 0; i < steps; ++i)
        frame(view, picture, following, [&] {
            log.append({lanescene::record(
                lanescene::exchange(200'000 + i, 1, 400'000.0 + double(i), 400'001.0 + double(i)))});
        });
    QTextStream(stdout) << connections << ' ' << zooming.size() + panning.size() + following.size() << ' '
                        << medianAndWorst(zooming) << ' ' << medianAndWorst(panning) << ' '
                        << medianAndWorst(following) << Qt::endl;
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
    for (const int connections : {1, 100, 20'000})
        measure(connections);
    return 0;
}
