// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QVariant>

#include <span>

namespace store {

/// A column of a table of records: its definition in SQL, the name first, and its value.
template <typename T>
struct Column
{
    const char *definition;
    QVariant (*value)(const T &record);
};

/// The columns after run; the first is the record's number.
[[nodiscard]] std::span<const Column<trace::ConnectionRecord>> connectionColumns();
[[nodiscard]] std::span<const Column<trace::Exchange>> exchangeColumns();

} // namespace store
