// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

namespace cli {

/// porthole [FOLDER] [--start] [--port N]
struct Window
{
    QString folder;              ///< empty: the last one used, else the installed html/
    bool start = false;          ///< listen at once
    std::optional<quint16> port; ///< nothing: the last one used
};

/// porthole serve [FOLDER] [options]. The defaults are those of net::ServerConfig and net::Limits.
struct Serve
{
    QString folder;      ///< empty: the installed html/
    quint16 port = 7788; ///< 0 picks a free one
    QStringList addresses
        = {QStringLiteral("127.0.0.1")}; ///< as typed; whether they are addresses is for net
    int loops = 1;
    QStringList indexNames = {QStringLiteral("index.html"), QStringLiteral("index.htm")};

    QString accessLog; ///< file to append to; "-" is standard output; empty: none
    QByteArray logFormat = QByteArrayLiteral("combined"); ///< a name that trace::logFormat() knows
    QString capture;                                      ///< capture file; empty: none

    std::chrono::milliseconds idle{15'000};
    std::chrono::milliseconds head{10'000};
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds send{30'000};
    int maxConnections = 16'384;
    qint64 maxBody = 1024 * 1024;  ///< bytes
    qsizetype maxHead = 32 * 1024; ///< bytes
};

/// porthole lab [options]
struct Lab
{
    int seconds = 1;                              ///< for each point of the comparison
    std::vector<int> idle = {0, 100, 1000, 5000}; ///< numbers of idle clients to measure at
    bool json = false;
};

/// To be printed on standard output; then exit 0.
struct Text
{
    QString text; ///< ends with a line end
};

using Options = std::variant<Window, Serve, Lab, Text>;

/// What is wrong with the command line. main prints both lines on standard error and exits 2.
struct UsageError
{
    QString sentence;
    QString usage; ///< the usage line of the command in question
};

} // namespace cli
