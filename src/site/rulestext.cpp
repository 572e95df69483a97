// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/rulestext.h"

#include "http/grammar.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace site {
namespace {

/// The first line, without its end; text goes on behind it.
QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    QByteArrayView line = end < 0 ? text : text.first(end);
    text = text.sliced(std::min(line.size() + 1, text.size()));
    if (line.endsWith('\r'))
        line.chop(1);
    return http::grammar::trimmed(line);
}

/// Why a line cannot be read; empty when it can.
QString problemOf(QByteArrayView line)
{
    if (line.size() > rulesLineLimit)
        return QCoreApplication::translate("site", "The line is longer than %1 bytes and is ignored.")
            .arg(rulesLineLimit);
    const auto isAllowed = [](char c) { return http::grammar::is(c, http::grammar::FieldChar); };
    if (!std::all_of(line.begin(), line.end(), isAllowed))
        return QCoreApplication::translate("site", "The line holds a control character and is ignored.");
    return {};
}

} // namespace

RulesText readRulesText(QByteArrayView text)
{
    RulesText result;
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    const bool isCut = text.size() > rulesFileLimit;
    if (isCut)
        text = text.first(text.first(rulesFileLimit).lastIndexOf('\n') + 1);

    int number = 0;
    int count = 0;
    while (!text.isEmpty()) {
        ++number;
        const QByteArrayView line = takeLine(text);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (++count > rulesLimit) {
            const QString sentence = QCoreApplication::translate(
                "site", "There are more than %1 rules: this line and those below are ignored.");
            result.problems.append({number, sentence.arg(rulesLimit)});
            return result;
        }
        if (const QString problem = problemOf(line); !problem.isEmpty())
            result.problems.append({number, problem});
        else
            result.lines.push_back({number, line});
    }
    if (isCut) {
        const QString sentence = QCoreApplication::translate(
            "site", "The file is larger than %1 KiB: this line and those below are ignored.");
        result.problems.append({number + 1, sentence.arg(rulesFileLimit / 1024)});
    }
    return result;
}

} // namespace site
