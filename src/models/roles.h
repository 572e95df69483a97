// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace models {

/// Roles of our own, the same in every model here.
enum Role {
    IdRole = Qt::UserRole + 1, ///< quint64: the id of the row's connection or exchange
    ConnectionRole,            ///< quint64: the connection the row belongs to
    StatusKindRole,            ///< int(StatusKind): requests, console lines
    StateKindRole,             ///< int(StateKind): connections
    FadedRole,                 ///< bool: it is over and stands back
    SortRole,                  ///< the value the column is sorted by
    HighlightRole,             ///< bool: the highlighting filter holds for it
    LineKindRole,              ///< int(trace::ConsoleLine::Kind)
};

} // namespace models
