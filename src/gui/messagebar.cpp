// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/messagebar.h"

#include "gui/icons.h"
#include "ui_messagebar.h"

#include <QAccessible>
#include <QPainter>

#include <utility>

namespace gui {
namespace {

/// Okabe-Ito orange and sky blue; the sign and the words carry the meaning.
constexpr QRgb WarningColour = 0xffe69f00;
constexpr QRgb NoticeColour = 0xff56b4e9;

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::MessageBar>())
{
    m_ui->setupUi(this);
    m_ui->closeButton->setIcon(paletteIcon(QStringLiteral("close")));
    connect(m_ui->closeButton, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_ui->actionButton, &QPushButton::clicked, this, [this] {
        hide();
        std::exchange(m_act, nullptr)();
    });
    hide();
}

MessageBar::~MessageBar() = default;

void MessageBar::say(const QString &sentence, Offer offer, Tone tone)
{
    m_ui->textLabel->setText(sentence);
    m_ui->actionButton->setText(offer.text);
    m_ui->actionButton->setVisible(!offer.text.isEmpty());
    m_act = std::move(offer.act);
    m_tone = tone;
    const bool warning = tone == Tone::Warning;
    m_ui->iconLabel->setPixmap(
        paletteIcon(warning ? QStringLiteral("warning") : QStringLiteral("notice"), QPalette::WindowText)
            .pixmap(18));
    m_ui->iconLabel->setAccessibleName(warning ? tr("Warning") : tr("Notice"));
    setAccessibleDescription(sentence);
    update();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString MessageBar::sentence() const
{
    return m_ui->textLabel->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor hue(m_tone == Tone::Warning ? WarningColour : NoticeColour);
    QColor wash = hue;
    wash.setAlpha(40);
    painter.fillRect(rect(), wash);
    painter.fillRect(QRect(0, 0, 4, height()), hue);
}

} // namespace gui
