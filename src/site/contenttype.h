// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/siterules.h"

#include <QByteArray>
#include <QByteArrayView>

namespace site {

/// The Content-Type of a file by its name, which may have folders before it: what the rules say for the
/// longest of its endings ("tar.gz" before "gz"), else mediaType(). Any thread.
[[nodiscard]] QByteArray contentTypeOf(const SiteRules &rules, QByteArrayView path);

} // namespace site
