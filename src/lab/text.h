// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace lab {

/// Where the texts of the lab are translated.
struct Lab
{
    Q_DECLARE_TR_FUNCTIONS(lab)
};

} // namespace lab
