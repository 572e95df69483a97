// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/siterules.h"

namespace site {

/// Whether _redirects and _headers at the top of the root are files like others.
enum class RulesFiles : quint8 { Hide, Serve };

/// What of a folder goes into its ZIP. Where symbolic links may lead is for the document root to say.
struct ZipFilter
{
    DotFiles dotFiles = DotFiles::Hide;
    RulesFiles rulesFiles = RulesFiles::Hide;
};

} // namespace site
