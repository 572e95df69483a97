// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QUrl>

class QMenu;

namespace gui {

/// Adds a submenu that puts the exchange on the clipboard, as a command or as text (trace/copyas.h), made
/// when it is chosen. What there is nothing of for this exchange is disabled. The base is the address that is
/// served.
void addCopyAs(QMenu *menu, const trace::ExchangePtr &exchange, const QUrl &base);

} // namespace gui
