// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/serve.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace cli {

/// porthole [FOLDER | CAPTURE] [--choose] [--start] [--port N]
struct Window
{
    QString folder;              ///< or a capture; empty: the last one used, else the installed html/
    bool choose = false;         ///< ask for the folder first
    bool start = false;          ///< listen at once
    std::optional<quint16> port; ///< nothing: the last one used
};

/// porthole export CAPTURE --to FORMAT [options]
struct Export
{
    QString capture;
    QByteArray format; ///< a name that trace::exportFormat() knows
    QString filter;    ///< as typed; empty: everything
    QString output;    ///< empty: standard output
    qint64 run = 0;    ///< 0: the last one
    bool withSecrets = false;
    bool withBodies = true;
};

enum class LabFormat : quint8 { Table, Json, Csv };

/// porthole lab [options]
struct Lab
{
    QStringList loops = {QStringLiteral("polling"), QStringLiteral("poll"),
                         QStringLiteral("epoll")}; ///< keys that lab::loopOf() knows
    std::vector<int> idle = {0, 100, 1000, 5000};  ///< numbers of idle clients to measure at
    int active = 8;                                ///< clients that ask
    int seconds = 2;                               ///< for each point of the comparison
    LabFormat format = LabFormat::Table;
};

/// To be printed on standard output; then exit 0.
struct Text
{
    QString text; ///< ends with a line end
};

using Options = std::variant<Window, Serve, Export, Lab, Text>;

/// What is wrong with the command line. main prints both lines on standard error and exits 2.
struct UsageError
{
    QString sentence;
    QString usage; ///< the usage line of the command in question
};

} // namespace cli
