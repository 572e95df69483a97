// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/termmenu.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextBlock>

namespace gui {
namespace {

constexpr int MostPixels = 360;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gui::termmenu)
};

} // namespace

void addTerms(QMenu *menu, const QString &term, std::function<void(const QString &)> choose)
{
    if (term.isEmpty())
        return;
    menu->addSeparator();
    const QString shown = menu->fontMetrics().elidedText(QString(term).replace(u'&', QStringLiteral("&&")),
                                                         Qt::ElideMiddle, MostPixels);
    QObject::connect(menu->addAction(Text::tr("&Filter by  %1").arg(shown)), &QAction::triggered, menu,
                     [choose, term] { choose(term); });
    QObject::connect(menu->addAction(Text::tr("&Exclude  %1").arg(shown)), &QAction::triggered, menu,
                     [choose = std::move(choose), term] { choose(u'-' + term); });
}

void popUpTermMenu(QWidget *parent, QPoint global, const QString &term,
                   std::function<void(const QString &)> choose)
{
    if (term.isEmpty())
        return;
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addTerms(menu, term, std::move(choose));
    menu->popup(global);
}

void offerTerms(QPlainTextEdit *text, std::function<QString(int line)> term,
                std::function<void(const QString &)> choose)
{
    text->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(text, &QWidget::customContextMenuRequested, text,
                     [text, term = std::move(term), choose = std::move(choose)](const QPoint &place) {
                         QMenu *menu = text->createStandardContextMenu(place);
                         menu->setAttribute(Qt::WA_DeleteOnClose);
                         addTerms(menu, term(text->cursorForPosition(place).blockNumber()), choose);
                         menu->popup(text->viewport()->mapToGlobal(place));
                     });
}

} // namespace gui
