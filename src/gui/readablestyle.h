// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace gui {

/// A style of the system with text that can be read: the colour of placeholders, in which Porthole also
/// writes what stands back, is half transparent there, and less than text needs (WCAG 2.1, 1.4.3). Asked anew
/// whenever the system changes its colours.
class ReadableStyle : public QProxyStyle
{
    Q_OBJECT
public:
    /// Keeps the name, by which the style can be made again.
    explicit ReadableStyle(const QString &name);

    using QProxyStyle::polish;
    void polish(QPalette &palette) override;
};

} // namespace gui
