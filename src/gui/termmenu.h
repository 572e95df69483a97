// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>

#include <functional>

class QMenu;
class QPlainTextEdit;
class QWidget;

namespace gui {

/// Adds "Filter by" and "Exclude" for that term; nothing when it is empty. choose gets what is to be added to
/// the filter.
void addTerms(QMenu *menu, const QString &term, std::function<void(const QString &)> choose);

/// Opens a menu of that alone; nothing when the term is empty.
void popUpTermMenu(QWidget *parent, QPoint global, const QString &term,
                   std::function<void(const QString &)> choose);

/// Gives the context menu of a read-only text the terms of the line it was opened on, counted from 0.
void offerTerms(QPlainTextEdit *text, std::function<QString(int line)> term,
                std::function<void(const QString &)> choose);

} // namespace gui
