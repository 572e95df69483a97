// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labtextview.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollBar>
#include <QSettings>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace gui {
namespace {

constexpr QLatin1String LanguageKey("lab/language");

QString anchor(models::ArticleLine line)
{
    return QString::number(int(line) + 1);
}

} // namespace

LabTextView::LabTextView(QWidget *parent)
    : QWidget(parent)
    , m_english(new QToolButton)
    , m_chinese(new QToolButton)
    , m_text(new QTextBrowser)
    , m_language(models::textLanguage({}))
{
    auto *languages = new QButtonGroup(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    // Each language by its own name, whatever the language of the program is.
    for (const auto &[button, name] :
         {std::pair(m_english, QStringLiteral("English")), std::pair(m_chinese, QString::fromUtf8("中文"))}) {
        button->setText(name);
        button->setAccessibleName(name);
        button->setToolTip(tr("Show this text in that language"));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        languages->addButton(button);
        row->addWidget(button);
    }
    m_english->setObjectName(QStringLiteral("english"));
    m_chinese->setObjectName(QStringLiteral("chinese"));
    row->addStretch(1);
    m_text->setObjectName(QStringLiteral("articleText"));
    m_text->setAccessibleName(tr("The article’s console lines"));
    m_text->setToolTip(tr("What the article’s server printed, and where it went"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setMinimumWidth(200);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_text, 1);
    connect(m_english, &QToolButton::clicked, this, [this] { setLanguage(models::TextLanguage::English); });
    connect(m_chinese, &QToolButton::clicked, this, [this] { setLanguage(models::TextLanguage::Chinese); });
    setLanguage(m_language);
}

void LabTextView::setLanguage(models::TextLanguage language)
{
    m_language = language;
    (language == models::TextLanguage::Chinese ? m_chinese : m_english)->setChecked(true);
    refresh();
}

void LabTextView::setConsole(const QStringList &console)
{
    m_times.reset();
    if (!console.isEmpty())
        m_times = models::timesPrinted(console);
    refresh();
}

void LabTextView::setCurrent(std::optional<models::ArticleLine> line)
{
    if (line == m_current)
        return;
    m_current = line;
    refresh();
    if (line)
        m_text->scrollToAnchor(anchor(*line));
}

/// The line as it was printed, how often it was in the turn, and whether it is now.
QString LabTextView::title(models::ArticleLine line, const models::ArticleHeadings &headings) const
{
    QString notes;
    if (m_times)
        notes += QStringLiteral(" · ") + headings.times.arg(QLocale().toString((*m_times)[size_t(line)]));
    QString mark;
    if (m_current == line) {
        notes += QStringLiteral(" ◀ ") + headings.now;
        mark = QStringLiteral(" style=\"background:%1; color:%2\"")
                   .arg(palette().color(QPalette::Highlight).name(),
                        palette().color(QPalette::HighlightedText).name());
    }
    return QStringLiteral("<h4%1><a name=\"%2\"><code>%3</code></a>%4</h4>")
        .arg(mark, anchor(line), models::articleText(line, m_language).printed.toHtmlEscaped(),
             notes.toHtmlEscaped());
}

QString LabTextView::html() const
{
    const models::ArticleHeadings headings = models::articleHeadings(m_language);
    const QString locale = models::languageCode(m_language);
    QString text = QStringLiteral("<div lang=\"%1\"><h4>%2</h4><p>%3</p><p>%4</p>")
                       .arg(locale, headings.title.toHtmlEscaped(), headings.question.toHtmlEscaped(),
                            headings.answer.toHtmlEscaped());
    for (const models::ArticleLine line : models::articleLines) {
        const models::ArticleText words = models::articleText(line, m_language);
        text += title(line, headings)
            + QStringLiteral("<p><b>%1:</b> %2<br><b>%3:</b> %4</p>")
                  .arg(headings.meant.toHtmlEscaped(), words.meant.toHtmlEscaped(),
                       headings.went.toHtmlEscaped(), words.went.toHtmlEscaped());
    }
    return text + QStringLiteral("</div>");
}

void LabTextView::refresh()
{
    QScrollBar *bar = m_text->verticalScrollBar();
    const int scrolled = bar->value();
    m_text->setHtml(html());
    bar->setValue(scrolled);
}

void LabTextView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void LabTextView::save(QSettings &settings) const
{
    settings.setValue(LanguageKey, models::languageCode(m_language));
}

void LabTextView::restore(const QSettings &settings)
{
    setLanguage(models::textLanguage(settings.value(LanguageKey).toString()));
}

} // namespace gui
