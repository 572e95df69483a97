// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/labtext.h"

#include <QWidget>

class QSettings;
class QTextBrowser;
class QToolButton;

namespace gui {

/// The article's four console lines, what each meant and where it went, in English or Chinese; the line that
/// is printed at this moment is marked.
class LabTextView : public QWidget
{
    Q_OBJECT
public:
    explicit LabTextView(QWidget *parent = nullptr);

    void setLanguage(models::TextLanguage language);
    /// What the article's program printed in the turn that is shown; empty when there is none.
    void setConsole(const QStringList &console);
    /// Nothing: none is printed.
    void setCurrent(std::optional<models::ArticleLine> line);

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString title(models::ArticleLine line, const models::ArticleHeadings &headings) const;
    [[nodiscard]] QString html() const;
    void refresh();

    QToolButton *m_english;
    QToolButton *m_chinese;
    QTextBrowser *m_text;
    models::TextLanguage m_language;
    std::optional<models::ArticleLine> m_current;
    std::optional<std::array<int, models::articleLines.size()>> m_times; ///< printed in the turn
};

} // namespace gui
