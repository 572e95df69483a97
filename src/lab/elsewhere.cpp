// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/text.h"

namespace lab {

tl::expected<Result, QString> run(const Options &, const std::function<void(const Progress &)> &,
                                  const std::stop_token &)
{
    return tl::unexpected(Lab::tr("The lab runs on Linux only."));
}

tl::expected<Turn, QString> recordTurn(Loop, int, const std::stop_token &)
{
    return tl::unexpected(Lab::tr("The lab runs on Linux only."));
}

} // namespace lab
