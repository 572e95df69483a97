// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/latepage.h"

#include <QVBoxLayout>

#include <utility>

namespace gui {

LatePage::LatePage(Make make, QWidget *parent)
    : QWidget(parent)
    , m_make(std::move(make))
{
}

void LatePage::showEvent(QShowEvent *event)
{
    if (const Make make = std::exchange(m_make, nullptr)) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(make());
    }
    QWidget::showEvent(event);
}

} // namespace gui
