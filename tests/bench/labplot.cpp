// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// labplot FILE…: compares the loops as `porthole lab` does, and saves the comparison as the window's page
// does: a plot for .svg and .png, the numbers for .json and .csv. Prints for each loop its key and by how
// many times the CPU time for an answer grows from no idle client to 5,000.

#include "gui/labresults.h"

#include <QApplication>
#include <QTextStream>

namespace {

constexpr QSize size(1100, 720);

/// Says what went wrong; the exit status.
int fail(const QString &sentence)
{
    QTextStream(stderr) << sentence << '\n';
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    lab::Options options;
    options.idle = {0, 10, 100, 500, 1000, 2000, 5000, 10'000};
    const auto result = lab::run(options);
    if (!result)
        return fail(result.error());
    gui::LabResults results;
    results.resize(size);
    results.begin(result->options);
    for (const lab::Series &series : result->loops) {
        for (const lab::Point &point : series.points)
            results.add(series.loop, point);
    }
    results.finish(*result);
    results.show();
    QCoreApplication::processEvents();
    const QStringList files = QApplication::arguments().mid(1);
    for (const QString &file : files) {
        if (const auto saved = results.saveTo(file); !saved)
            return fail(saved.error());
    }
    for (const lab::Series &series : result->loops) {
        for (const lab::Point &point : series.points) {
            if (point.idle == 5000)
                QTextStream(stdout) << lab::key(series.loop) << ' '
                                    << *point.cpuUs / *series.points.front().cpuUs << '\n';
        }
    }
    return result->isCorrect() ? 0 : fail(QStringLiteral("An answer was wrong."));
}
