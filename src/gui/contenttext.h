// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// Content as text for people. Pure; any thread.
namespace gui {

/// Whether content of that type is text.
[[nodiscard]] bool isText(const QByteArray &type);
[[nodiscard]] bool isJson(const QByteArray &type);

/// In the charset the type names, UTF-8 without one; JSON with its indentation; lines that are longer than a
/// text field shows quickly are folded.
[[nodiscard]] QString readableContent(const QByteArray &bytes, const QByteArray &type);

/// JSON with two spaces for each level, everything else as it is; for what is none, nothing. Numbers and the
/// order of names stay as they were written.
[[nodiscard]] std::optional<QByteArray> indentedJson(const QByteArray &json);

} // namespace gui
