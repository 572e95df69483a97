// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>

/// What three servers answered to one case: "400 | 200 | 200", Porthole's first.
using Answers = QByteArray;

/// Where we differ from other servers, by case, as differences.txt has it: a line "[class]" begins a class
/// that README.md explains, a line "case | ours | nginx | lighttpd" is one difference of it.
struct Differences
{
    QMap<QByteArray, Answers> answers;   ///< by case
    QMap<QByteArray, QByteArray> reason; ///< the class, by case
};

/// Ends the program when the file cannot be read.
[[nodiscard]] Differences readDifferences(const QString &path);
