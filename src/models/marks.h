// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QColor>
#include <QString>

/// How status and state look: a shape and a word first, then a hue.
namespace models {

enum class StatusKind : quint8 {
    Success,     ///< ● 2xx
    Redirection, ///< ◐ 3xx
    ClientError, ///< ▲ 4xx
    ServerError, ///< ◆ 5xx
    Broken,      ///< ✕ broken off: the client did not get it all
    InProgress,  ///< …
};

enum class StateKind : quint8 {
    Listening, ///< connected, waiting for the first byte of a request
    Reading,
    Thinking, ///< the request is whole, no byte of the answer has left
    Sending,
    Idle,
    Draining, ///< half-closed: we have said goodbye and wait for theirs
    Held,
    ClosedByFin,
    ClosedByRst,
};

[[nodiscard]] StatusKind statusKind(const trace::Exchange &exchange);
[[nodiscard]] StatusKind statusKind(int status); ///< of a response that was delivered; 0 gives Broken
/// A client error, a server error or a response that did not get through whole.
[[nodiscard]] bool isTrouble(StatusKind kind);
[[nodiscard]] StateKind stateKind(const trace::ConnectionRecord &connection);

/// One character; the same shape never means two things within one table.
[[nodiscard]] QString glyph(StatusKind kind);
[[nodiscard]] QString glyph(StateKind kind);
/// "success", "client error"; "reading", "closed (FIN)".
[[nodiscard]] QString word(StatusKind kind);
[[nodiscard]] QString word(StateKind kind);

/// The contrast that text needs against its background (WCAG 2.1, 1.4.3).
inline constexpr double textContrast = 4.5;

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
/// The hue, darker or lighter just as far as it takes to be readable as text on that background.
[[nodiscard]] QColor readable(const QColor &hue, const QColor &background);

/// Hues from the set of Okabe and Ito, readable on that background (palette.base(), or highlight() for a
/// selected row).
[[nodiscard]] QColor colour(StatusKind kind, const QColor &background);
[[nodiscard]] QColor colour(StateKind kind, const QColor &background);
/// For rows that stand back: between text and background, still readable.
[[nodiscard]] QColor faded(const QColor &text, const QColor &background);

} // namespace models
