// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

namespace gui {

/// Stands for a page until it is shown for the first time, and holds it from then on: what nobody looks at
/// need not be made before there is a window.
class LatePage : public QWidget
{
    Q_OBJECT
public:
    using Make = std::function<QWidget *()>; ///< called once

    explicit LatePage(Make make, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    Make m_make;
};

} // namespace gui
