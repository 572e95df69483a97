// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/steps.h"
#include "models/viewindex.h"

#include <memory>

namespace models {

/// Rows that were sorted once and cannot change any more: what the next view in the same order starts from,
/// so that a filter costs no sorting. Immutable; any thread.
struct SortedRows
{
    int column = naturalOrder;
    Qt::SortOrder order = Qt::AscendingOrder;
    std::vector<trace::Sequence> sequences; ///< in that order
};
using SortedRowsPtr = std::shared_ptr<const SortedRows>;

template <typename T>
struct BuiltView
{
    ViewIndex<T> view;
    SortedRowsPtr sorted; ///< for the next one; null for the order of arrival
};

/// Matches and sorts rows that are ascending by sequence. What was sorted before may be null, or of another
/// order. Any thread; gives nothing when it was stopped.
template <typename T>
[[nodiscard]] std::optional<BuiltView<T>>
buildView(std::vector<ViewRow<T>> rows, Criteria<T> criteria, const SortedRowsPtr &before = {},
          const std::stop_token &stop = {}, const Progress &progress = {});

} // namespace models
