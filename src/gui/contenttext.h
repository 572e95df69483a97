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

/// Whether laidOut() changes content of that type.
[[nodiscard]] bool isLaidOut(const QByteArray &type);

/// JSON with its indentation; a form (application/x-www-form-urlencoded) as a line "name = value" for each
/// field, decoded; everything else as it is.
[[nodiscard]] QByteArray laidOut(const QByteArray &bytes, const QByteArray &type);

/// In the charset the type names, UTF-8 without one; lines that are longer than a text field shows quickly
/// are folded.
[[nodiscard]] QString plainText(const QByteArray &bytes, const QByteArray &type);
/// The bytes that stand for a text in content of that type.
[[nodiscard]] QByteArray encoded(const QString &text, const QByteArray &type);

/// Long text is read page by page. A page is about that many bytes, and ends with a line, or between two
/// characters where no line ends nearby.
constexpr qint64 TextPageSize = 128 * 1024;
/// How far behind the place where a page would begin by its size alone it can begin.
constexpr qint64 TextPageSlack = 4 * 1024;
/// How many pages text of that many bytes has; at least one.
[[nodiscard]] qint64 textPages(qint64 size);
/// Where the page begins that begins by its size alone at `nominal`; `bytes` are those from one before it on.
[[nodiscard]] qsizetype textPageStart(QByteArrayView bytes, qsizetype nominal);

/// JSON with two spaces for each level, everything else as it is; for what is none, nothing. Numbers and the
/// order of names stay as they were written.
[[nodiscard]] std::optional<QByteArray> indentedJson(const QByteArray &json);

} // namespace gui
