// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/whyview.h"

#include "gui/icons.h"
#include "models/marks.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace gui {
namespace {

/// A line that ends the way or stands out is bold.
bool isBold(WhyLine::Kind kind)
{
    return kind == WhyLine::Kind::Answer || kind == WhyLine::Kind::NearMiss;
}

QLabel *words(const QString &text, bool bold)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

} // namespace

WhyView::WhyView(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
}

void WhyView::setLines(std::vector<WhyLine> lines)
{
    if (lines == m_lines)
        return;
    m_lines = std::move(lines);
    fill();
}

void WhyView::fill()
{
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(6, 6, 6, 6);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const WhyLine &line : m_lines) {
        if (line.kind == WhyLine::Kind::NearMiss) {
            auto *sign = new QLabel;
            sign->setPixmap(paletteIcon(QStringLiteral("warning"), QPalette::WindowText).pixmap(16));
            grid->addWidget(sign, row, 0, Qt::AlignTop);
        }
        QLabel *name = words(line.label, false);
        name->setForegroundRole(QPalette::PlaceholderText);
        QLabel *text = words(line.text, isBold(line.kind));
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(line.label.isEmpty() ? line.text : tr("%1: %2").arg(line.label, line.text));
        grid->addWidget(name, row, 1, Qt::AlignTop);
        grid->addWidget(text, row++, 2);
        addButtons(line, grid, row++);
    }
    grid->setRowStretch(row, 1);
    setWidget(content);
}

/// The signs are drawn in the colours of the moment.
void WhyView::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && widget())
        fill();
}

void WhyView::addButtons(const WhyLine &line, QGridLayout *grid, int row)
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto button = [buttons](const QString &text, const QString &toolTip) {
        auto *made = new QPushButton(text);
        made->setToolTip(toolTip);
        made->setAutoDefault(false);
        buttons->addWidget(made);
        return made;
    };
    if (line.fix != Fix::None)
        connect(button(label(line.fix), tr("Changes this rule at once")), &QPushButton::clicked, this,
                [this, fix = line.fix] { emit fixChosen(fix); });
    if (!line.open.isEmpty())
        connect(
            button(tr("Open %1").arg(QString::fromUtf8(line.open)), tr("Opens this address in the browser")),
            &QPushButton::clicked, this, [this, open = line.open] { emit openChosen(open); });
    if (line.kind == WhyLine::Kind::Limit)
        connect(button(tr("Limits…"), tr("Opens this page of the site settings")), &QPushButton::clicked,
                this, &WhyView::limitsChosen);
    buttons->addStretch(1);
    if (buttons->count() > 1)
        grid->addLayout(buttons, row, 2);
    else
        delete buttons;
}

} // namespace gui
