// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldnote.h"

#include "gui/filteredit.h"
#include "models/marks.h"

#include <QPainter>
#include <QStyle>

namespace gui {
namespace {

/// Okabe-Ito vermillion; the sign before the sentence says the same.
constexpr QRgb ProblemColour = 0xffd55e00;

} // namespace

void FieldNote::setProblem(const QString &sentence)
{
    if (m_problem.isEmpty())
        m_hint = text();
    m_problem = sentence;
    setText(sentence.isEmpty() ? m_hint : QStringLiteral("▲ ") + sentence);
}

bool FieldNote::judge(FilterEdit *field, const QString &problem)
{
    setProblem(problem);
    field->setAccessibleDescription(problem);
    if (problem.isEmpty())
        field->clearMark();
    else
        field->markWrong(0, field->text().size());
    return problem.isEmpty();
}

void FieldNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ground = palette().color(QPalette::Window);
    painter.setPen(m_problem.isEmpty() ? models::faded(palette().color(QPalette::WindowText), ground)
                                       : models::readable(QColor(ProblemColour), ground));
    const QRect room = contentsRect().adjusted(std::max(0, indent()), 0, 0, 0);
    style()->drawItemText(&painter, room, int(alignment()) | Qt::TextWordWrap, palette(), isEnabled(),
                          text());
}

} // namespace gui
