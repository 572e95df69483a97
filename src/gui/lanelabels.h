// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCache>
#include <QFont>
#include <QStaticText>

#include <array>

namespace gui {

/// Request lines laid out once for all frames: shaping text is most of what a picture full of labels would
/// cost. Lives in the window's thread.
class LaneLabels
{
public:
    explicit LaneLabels(const QFont &font = {});

    /// Method and target, cut off where the width in pixels ends.
    [[nodiscard]] QStaticText label(QByteArrayView requestLine, int width);

private:
    QFont m_font;
    std::array<int, 128> m_widths{}; ///< of ASCII characters
    int m_wide = 0;                  ///< of any other
    QCache<std::pair<QByteArray, int>, QStaticText> m_texts{4000};
};

} // namespace gui
