// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <vector>

namespace site {

inline constexpr qsizetype rulesFileLimit = 1024 * 1024; ///< bytes read of a rules file
inline constexpr qsizetype rulesLineLimit = 4 * 1024;    ///< bytes in a line
inline constexpr int rulesLimit = 2'000;                 ///< lines that are neither blank nor a comment

/// Something in _redirects or _headers that is left out, and why: one plain sentence for who wrote it.
struct RulesProblem
{
    int line = 0; ///< from 1
    QString sentence;
    QString file = {}; ///< "_redirects"; empty for a rule of the settings

    friend bool operator==(const RulesProblem &, const RulesProblem &) = default;
};

/// A line that says something.
struct RulesLine
{
    int number = 0;      ///< from 1
    QByteArrayView text; ///< not empty, without white space around it, without control characters but tabs
};

/// A rules file taken apart: blank lines and comments ('#' first) are gone.
struct RulesText
{
    std::vector<RulesLine> lines; ///< they look into the text
    QList<RulesProblem> problems; ///< what is beyond the limits, and lines with control characters
};

/// Lines end with LF or CR LF; a byte order mark is skipped.
[[nodiscard]] RulesText readRulesText(QByteArrayView text);

} // namespace site
