// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/value.h"
#include "trace/records.h"

#include <QVariant>

#include <span>

namespace store {

/// A column of a table of records: its definition in SQL, the name first; the version of the schema that
/// brought it; how its value is got from a record and put into one. What is put in is what was got, or NULL.
template <typename T>
struct Column
{
    const char *definition;
    int since;
    bool holdsContent; ///< bytes, or the number of a content
    Value (*value)(const T &record);
    void (*take)(T &record, const QVariant &value);

    [[nodiscard]] QString name() const;
};

/// The columns after run, of versions that a capture of that version has; the first of connections and of
/// exchanges is the record's number. Newer columns stand behind older ones.
[[nodiscard]] std::span<const Column<trace::ConnectionRecord>> connectionColumns();
[[nodiscard]] std::span<const Column<trace::Exchange>> exchangeColumns();
[[nodiscard]] std::span<const Column<trace::LoopSample>> loopSampleColumns();
[[nodiscard]] std::span<const Column<trace::TcpSample>> tcpSampleColumns();

} // namespace store
