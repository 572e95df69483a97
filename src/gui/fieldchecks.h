// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What is wrong with a value that a person typed: one sentence that says how it should read; empty when it
/// can be used. Pure.
namespace gui::fieldchecks {

[[nodiscard]] QString indexName(const QString &name);
/// A file below the folder.
[[nodiscard]] QString filePath(const QString &path);
/// A status that an error page can be for.
[[nodiscard]] QString errorStatus(const QString &status);
/// What addresses a header rule is for.
[[nodiscard]] QString pattern(const QString &pattern);
/// A field name (RFC 9110 §5.1) that is not for the server alone.
[[nodiscard]] QString fieldName(const QString &name);
/// A field value (RFC 9110 §5.5).
[[nodiscard]] QString fieldValue(const QString &value);
/// A file name ending without its dot.
[[nodiscard]] QString ending(const QString &ending);
/// A media type (RFC 9110 §8.3.1).
[[nodiscard]] QString mediaType(const QString &type);
/// Nothing, "*", or origins with spaces between (RFC 6454 §7).
[[nodiscard]] QString origins(const QString &origins);
/// An address to listen on.
[[nodiscard]] QString address(const QString &address);
/// An address or a network, "10.0.0.0/8".
[[nodiscard]] QString network(const QString &network);

} // namespace gui::fieldchecks
