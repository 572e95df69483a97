// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterhelp.h"

#include "trace/filterkeys.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace gui {
namespace {

struct Line
{
    const char *term;
    const char *explanation; ///< to be translated
};

/// How terms are put together; the keys come from trace/filterkeys.h.
constexpr std::array basics{
    Line{"img 404", QT_TRANSLATE_NOOP("gui::FilterHelp", "Side by side: both must hold.")},
    Line{"path:/a | path:/b",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Either must hold; binds less than side by side.")},
    Line{"-path:/favicon", QT_TRANSLATE_NOOP("gui::FilterHelp", "A minus (or !) turns a term round.")},
    Line{"-(is:error | is:broken)",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Parentheses hold terms together, also behind a minus.")},
    Line{"\"no such file\"",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Quotes hold words together and take every letter as it is.")},
    Line{"path:=/index.html", QT_TRANSLATE_NOOP("gui::FilterHelp", "With = all of it, else a part of it.")},
    Line{"path:/\\.(png|jpe?g)$/",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Between slashes: a regular expression, found anywhere.")},
    Line{"duration:>=100ms",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Numbers compare by = < <= > >=; us ms s min h.")},
    Line{"size:>10k",
         QT_TRANSLATE_NOOP("gui::FilterHelp", "Bytes: k M G are thousands, Ki Mi Gi are 1,024s.")},
    Line{
        "~m GET ~c 404",
        QT_TRANSLATE_NOOP("gui::FilterHelp", "As in mitmproxy: ~m ~c ~u ~d ~h ~hq ~hs ~t ~b ~src ~s ~q ~e.")},
};

} // namespace

FilterHelp::FilterHelp(QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit)
    , m_list(new QTreeWidget)
{
    setWindowTitle(tr("How to write a filter"));
    m_search->setPlaceholderText(tr("Search, for example  time"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setToolTip(tr("Only lines that contain this are shown"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Terms"));
    m_list->setToolTip(tr("Press Enter or double-click to add the term to the filter"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setHeaderLabels({tr("Write"), tr("Finds")});
    auto *hint = new QLabel(tr("Case does not matter. Enter adds the chosen line to the filter."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    fill();
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_search, &QLineEdit::textChanged, this, &FilterHelp::search);
    connect(m_list, &QTreeWidget::itemActivated, this, &FilterHelp::choose);
    // Enter is for the list; no button may take it.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(m_search, &QLineEdit::returnPressed, m_list, qOverload<>(&QWidget::setFocus));
    resize(680, 520);
}

void FilterHelp::open()
{
    show();
    raise();
    activateWindow();
    m_search->setFocus();
    m_search->selectAll();
}

void FilterHelp::fill()
{
    const auto add = [this](const QString &term, const QString &explanation) {
        auto *item = new QTreeWidgetItem(m_list, {term, explanation});
        item->setToolTip(1, explanation);
        item->setData(0, Qt::AccessibleTextRole, tr("%1: %2").arg(term, explanation));
    };
    for (const Line &line : basics)
        add(QString::fromUtf8(line.term), tr(line.explanation));
    for (const auto &info : trace::filterKeys()) {
        if (info.key == trace::FilterKey::Word)
            continue;
        add(QString::fromUtf8(info.example), explanation(info));
        if (info.key != trace::FilterKey::Is)
            continue;
        for (const auto &word : trace::filterWords(info.key))
            add(info.name + (u':' + word.name), word.explanation);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void FilterHelp::search(const QString &text)
{
    QTreeWidgetItem *first = nullptr;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const bool fits = item->text(0).contains(text, Qt::CaseInsensitive)
            || item->text(1).contains(text, Qt::CaseInsensitive);
        item->setHidden(!fits);
        if (fits && !first)
            first = item;
    }
    m_list->setCurrentItem(first);
}

void FilterHelp::choose(const QTreeWidgetItem *item)
{
    emit termChosen(item->text(0));
}

} // namespace gui
