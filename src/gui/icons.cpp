// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/icons.h"

#include "models/marks.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <memory>
#include <optional>

namespace gui {
namespace {

class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(const QString &name, QPalette::ColorRole role, std::optional<QRgb> hue = {})
        : m_svg(std::make_shared<QSvgRenderer>(QStringLiteral(":/icons/%1.svg").arg(name)))
        , m_role(role)
        , m_hue(hue)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal ratio) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        QRectF square(0, 0, std::min(size.width(), size.height()), std::min(size.width(), size.height()));
        square.moveCenter(QRectF(picture.rect()).center());
        m_svg->render(&painter, square);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), colour(mode));
        painter.end();
        picture.setDevicePixelRatio(ratio);
        return picture;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new PaletteIconEngine(*this); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, m_role);
        if (m_hue)
            return models::readable(QColor(*m_hue), palette.color(QPalette::Button));
        return mode == QIcon::Selected ? palette.color(QPalette::HighlightedText) : palette.color(m_role);
    }

    std::shared_ptr<QSvgRenderer> m_svg;
    QPalette::ColorRole m_role;
    std::optional<QRgb> m_hue;
};

} // namespace

QIcon paletteIcon(const QString &name, QPalette::ColorRole role)
{
    return QIcon(new PaletteIconEngine(name, role));
}

QIcon hueIcon(const QString &name, QRgb hue)
{
    return QIcon(new PaletteIconEngine(name, QPalette::ButtonText, hue));
}

} // namespace gui
