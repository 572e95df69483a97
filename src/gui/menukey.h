// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gui {

/// Shift+F10 opens the menu of what has the focus in that window, as the Menu key does: many keyboards lack
/// it, and on X11 and Wayland Qt knows no other.
void addMenuKey(QWidget *window);

} // namespace gui
