// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

/// The article's four console lines in plain words: what each meant in its loop, and where it went here.
/// Pure.
namespace models {

/// In the order in which the article's loop comes by them.
enum class ArticleLine : quint8 {
    BeforeAccept,  ///< ----1
    Arrived,       ///< ----2
    BeforeReceive, ///< ----3
    Handled,       ///< ----4
};
inline constexpr std::array articleLines{ArticleLine::BeforeAccept, ArticleLine::Arrived,
                                         ArticleLine::BeforeReceive, ArticleLine::Handled};

/// The languages that these texts are written in, whatever the language of the program is.
enum class TextLanguage : quint8 { English, Chinese };
/// By which it is remembered, and back; what is unknown is the language of the system, else English.
[[nodiscard]] QString languageCode(TextLanguage language);
[[nodiscard]] TextLanguage textLanguage(const QString &code);

struct ArticleText
{
    QString printed; ///< the line as the article's console shows it
    QString meant;   ///< what the article's loop did there
    QString went;    ///< what became of it in Porthole
};
[[nodiscard]] ArticleText articleText(ArticleLine line, TextLanguage language);
/// What stands above the four, and the names of the two columns under it.
struct ArticleHeadings
{
    QString title;
    QString question; ///< the one that the article ends with
    QString answer;
    QString meant;
    QString went;
    QString now;   ///< marks the line that is printed at this moment
    QString times; ///< with %1 for how often a line was printed in a turn
};
[[nodiscard]] ArticleHeadings articleHeadings(TextLanguage language);

/// How often each line stands in what the article's program printed in a turn.
[[nodiscard]] std::array<int, articleLines.size()> timesPrinted(const QStringList &console);

/// The line that the article's loop prints at such a step; the other loops print none of those that stand
/// before a try.
[[nodiscard]] std::optional<ArticleLine> articleLine(lab::Loop loop, const lab::Step &step);

} // namespace models
