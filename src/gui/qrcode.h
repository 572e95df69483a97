// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace gui {

/// A QR code (ISO/IEC 18004) as its modules: a square of dark and light. A value.
class QrCode
{
public:
    /// Nothing when the text is empty or too long for any code, about 2.3 kB.
    [[nodiscard]] static std::optional<QrCode> of(const QByteArray &text);

    [[nodiscard]] int size() const { return m_size; } ///< modules along one side, without quiet zone
    [[nodiscard]] bool isDark(int x, int y) const { return m_dark[y * m_size + x] != 0; }

private:
    int m_size = 0;
    QByteArray m_dark; ///< one byte for each module, row by row
};

} // namespace gui
