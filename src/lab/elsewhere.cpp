// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include <QCoreApplication>

namespace lab {

tl::expected<Result, QString> run(const Options &)
{
    return tl::unexpected(QCoreApplication::translate("lab", "The lab runs on Linux only."));
}

} // namespace lab
