// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;
class QString;

namespace gui {

/// Makes a widget that paints a graphic one to screen readers as well: a graphic with that name. What it
/// shows in words is its accessible description. Window's thread.
void makeGraphic(QWidget *widget, const QString &name);

} // namespace gui
