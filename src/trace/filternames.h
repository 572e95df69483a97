// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterterm.h"

namespace trace {

/// What a name before a colon stands for.
struct KeyName
{
    FilterKey key;
    std::optional<Relation> sign; ///< that the name itself says, as larger-than does
};

/// One of mitmproxy's terms: a key with a value behind it, or a whole term.
struct FilterAlias
{
    QLatin1StringView name; ///< behind the ~
    FilterKey key;
    QLatin1StringView word; ///< of a whole term
    bool negated;           ///< the same
};

/// The key of that name, or of another name that the browsers' tools have for it. Case does not matter.
[[nodiscard]] std::optional<KeyName> keyNamed(QStringView name);
/// One sentence that names the nearest key there is.
[[nodiscard]] QString noSuchKey(QStringView name);
[[nodiscard]] std::optional<FilterAlias> aliasNamed(QStringView name);

} // namespace trace
