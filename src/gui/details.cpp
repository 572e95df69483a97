// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details.h"

#include "gui/icons.h"
#include "http/status.h"
#include "models/format.h"
#include "trace/console.h"
#include "trace/escape.h"
#include "ui_details.h"

#include <QLocale>

namespace gui {
namespace {

QString span(trace::SteadyNs from, trace::SteadyNs to)
{
    return models::format::duration(to - from, QLocale());
}

/// The first line that was received, safe to show.
QString firstLine(const trace::Exchange &exchange)
{
    QByteArray text;
    trace::appendReadable(text, trace::receivedLine(exchange));
    return QString::fromUtf8(text);
}

QString headline(const trace::Exchange &exchange)
{
    if (exchange.status == 0)
        return Details::tr("No response · %1").arg(firstLine(exchange));
    return QStringLiteral("%1 %2 · %3")
        .arg(QString::number(exchange.status), QString::fromLatin1(http::reasonPhrase(exchange.status)),
             firstLine(exchange));
}

QString joined(const QStringList &sentences)
{
    QStringList kept = sentences;
    kept.removeAll(QString());
    return kept.join(QStringLiteral(" · "));
}

} // namespace

QString timingSentence(const trace::Timings &timings)
{
    QStringList steps;
    // Steps within one turn of the loop carry the same stamp: nothing to tell.
    const auto step = [&steps](const QString &text, trace::SteadyNs from, trace::SteadyNs to) {
        if (from != 0 && to > from)
            steps += text.arg(span(from, to));
    };
    step(Details::tr("head read in %1"), timings.firstByte, timings.headComplete);
    step(Details::tr("body read in %1"), timings.headComplete, timings.requestComplete);
    step(Details::tr("answered after %1"), timings.requestComplete, timings.responseStart);
    step(Details::tr("sent in %1"), timings.responseStart, timings.finished);
    step(Details::tr("total %1"), timings.firstByte, timings.finished);
    return joined(steps);
}

Details::Details(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::Details>())
{
    m_ui->setupUi(this);
    QFont bold = font();
    bold.setBold(true);
    m_ui->headlineLabel->setFont(bold);
    connect(m_ui->why, &WhyView::fixChosen, this, &Details::fixChosen);
    connect(m_ui->why, &WhyView::openChosen, this, &Details::openChosen);
    connect(m_ui->why, &WhyView::limitsChosen, this, &Details::limitsChosen);
    setExchange(nullptr);
}

Details::~Details() = default;

void Details::setExchange(trace::ExchangePtr exchange)
{
    m_exchange = std::move(exchange);
    m_ui->pages->setCurrentWidget(m_exchange ? m_ui->exchangePage : m_ui->emptyPage);
    if (!m_exchange) {
        m_ui->requestHead->setHead({});
        m_ui->responseHead->setHead({});
        return;
    }
    m_ui->headlineLabel->setFullText(headline(*m_exchange));
    const QString outcome = trace::sentence(*m_exchange);
    m_ui->whyLabel->setText(m_exchange->why.isEmpty() ? outcome : tr("%1: %2").arg(outcome, m_exchange->why));
    m_ui->timingLabel->setFullText(joined({timingSentence(m_exchange->timings), m_exchange->diskPath}));
    m_ui->requestHead->setHead(m_exchange->requestHead, m_exchange->faultOffset);
    m_ui->responseHead->setHead(m_exchange->responseHead);
    showWhy();
}

void Details::showWhy()
{
    std::vector<WhyLine> lines = why(*m_exchange);
    const bool nearly = std::any_of(lines.cbegin(), lines.cend(),
                                    [](const WhyLine &line) { return line.kind == WhyLine::Kind::NearMiss; });
    m_ui->tabs->setTabIcon(m_ui->tabs->indexOf(m_ui->why),
                           nearly ? paletteIcon(QStringLiteral("warning"), QPalette::WindowText) : QIcon());
    m_ui->why->setLines(std::move(lines));
}

} // namespace gui
