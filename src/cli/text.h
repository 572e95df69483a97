// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace cli {

/// Where the texts of the command line are translated.
struct Cli
{
    Q_DECLARE_TR_FUNCTIONS(cli)
};

} // namespace cli
