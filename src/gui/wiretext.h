// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace gui {

/// How bytes are marked that have no letter.
enum class ControlMarks : quint8 {
    Pictures, ///< "␍", of Unicode's control pictures
    Escapes,  ///< "\r", "\x00": where no font has the pictures
};

/// Bytes from the wire as text a person can read without losing one: line ends and control bytes become
/// visible marks, and every place in the text knows which byte it stands for.
struct WireText
{
    QString text;
    std::vector<qint32>
        byteAt;             ///< for each UTF-16 unit of text, and one more for its end: offset in the bytes
    std::vector<bool> mark; ///< for each UTF-16 unit: it is a mark of ours, not a letter of theirs

    /// The bytes that a run of the text stands for, as offset and length.
    [[nodiscard]] std::pair<qsizetype, qsizetype> bytes(qsizetype from, qsizetype to) const;
    /// Where in the text that byte is shown.
    [[nodiscard]] qsizetype placeOf(qsizetype byte) const;
};

/// CR and LF are shown as ␍ and ␊, other control bytes as their pictures (U+2400 block), well-formed UTF-8 as
/// its letters and any other byte as \xhh. A line ends after each LF and nowhere else.
[[nodiscard]] WireText wireText(QByteArrayView bytes, ControlMarks marks = ControlMarks::Pictures);

} // namespace gui
