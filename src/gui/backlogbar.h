// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connectionstory.h"

#include <QRgb>
#include <QWidget>

#include <array>

namespace gui {

/// Okabe and Ito: what waits with us, in the kernel, on its way. In the order of models::Backlog.
inline constexpr std::array<QRgb, 3> backlogHues{0xffe69f00, 0xff56b4e9, 0xffcc79a7};

/// What is still to be sent as one bar, cut by where it waits, to scale. The figures stand elsewhere.
class BacklogBar : public QWidget
{
    Q_OBJECT
public:
    explicit BacklogBar(QWidget *parent = nullptr);

    /// Nothing: it is not known.
    void setBacklog(const std::optional<models::Backlog> &backlog);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintParts(QPainter &painter, const QRectF &room) const;

    std::optional<models::Backlog> m_backlog;
};

} // namespace gui
