// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details.h"

#include "gui/bodyview.h"
#include "gui/bytespage.h"
#include "gui/connectionpage.h"
#include "gui/icons.h"
#include "gui/summaryview.h"
#include "gui/termmenu.h"
#include "gui/timingview.h"
#include "http/status.h"
#include "models/cachenote.h"
#include "models/format.h"
#include "models/verdict.h"
#include "trace/console.h"
#include "trace/escape.h"
#include "ui_details.h"

#include <QLocale>
#include <QSettings>

namespace gui {
namespace {

const QString PageKey = QStringLiteral("inspector/page");
constexpr qsizetype MostLookedBack = 20'000; ///< exchanges, for an earlier one of the same client

/// The first line that was received, safe to show.
QString firstLine(const trace::Exchange &exchange)
{
    return trace::readable(trace::receivedLine(exchange));
}

QString headline(const trace::Exchange &exchange)
{
    if (exchange.status == 0)
        return Details::tr("No response · %1").arg(firstLine(exchange));
    return QStringLiteral("%1 %2 · %3")
        .arg(QString::number(exchange.status), QString::fromLatin1(http::reasonPhrase(exchange.status)),
             firstLine(exchange));
}

} // namespace

Details::Details(const trace::Log &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_ui(std::make_unique<Ui::Details>())
{
    m_ui->setupUi(this);
    QFont bold = font();
    bold.setBold(true);
    m_ui->headlineLabel->setFont(bold);
    m_ui->emptyLabel->setForegroundRole(QPalette::PlaceholderText);
    addPages();
    addSummary();
    namePages();
    connect(m_ui->why, &WhyView::fixChosen, this, &Details::fixChosen);
    connect(m_ui->why, &WhyView::openChosen, this, &Details::openChosen);
    connect(m_ui->why, &WhyView::limitsChosen, this, &Details::limitsChosen);
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, &Details::look);
    offerTerms();
    setExchange(nullptr);
}

Details::~Details() = default;

void Details::addPages()
{
    m_timing = new TimingView;
    m_timing->setAccessibleName(tr("Timing"));
    m_body = new BodyView;
    m_bytes = new BytesPage;
    m_cache = new QLabel;
    m_cache->setWordWrap(true);
    m_cache->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_cache->setMargin(6);
    m_cache->setTextFormat(Qt::PlainText);
    m_cache->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_cache->setAccessibleName(tr("Cache"));
    m_connectionPage = new ConnectionPage(m_log);
    m_connectionPage->setAccessibleName(tr("Connection"));
    connect(m_connectionPage, &ConnectionPage::exchangeChosen, this, &Details::exchangeChosen);
    connect(m_connectionPage, &ConnectionPage::allChosen, this, &Details::connectionChosen);
    m_ui->tabs->addTab(m_timing, tr("&Timing"));
    m_ui->tabs->addTab(m_body, tr("&Body"));
    m_ui->tabs->addTab(m_bytes, tr("Byte&s"));
    m_ui->tabs->addTab(m_cache, tr("C&ache"));
    m_ui->tabs->addTab(m_connectionPage, tr("Co&nnection"));
}

void Details::addSummary()
{
    m_summary = new SummaryView;
    m_summary->setAccessibleName(tr("Summary"));
    m_ui->tabs->insertTab(0, m_summary, tr("Su&mmary"));
    m_ui->tabs->setCurrentWidget(m_summary);
    connect(m_summary, &SummaryView::pageChosen, this, &Details::goTo);
    connect(m_summary, &SummaryView::termChosen, this, &Details::termChosen);
}

/// What a page is remembered by.
void Details::namePages()
{
    m_summary->setObjectName(QStringLiteral("summaryPage"));
    m_timing->setObjectName(QStringLiteral("timingPage"));
    m_body->setObjectName(QStringLiteral("bodyPage"));
    m_bytes->setObjectName(QStringLiteral("bytesPage"));
    m_cache->setObjectName(QStringLiteral("cachePage"));
    m_connectionPage->setObjectName(QStringLiteral("connectionPage"));
}

/// A line of a head gives a term as a cell of a table does.
void Details::offerTerms()
{
    const auto choose = [this](const QString &term) { emit termChosen(term); };
    gui::offerTerms(
        m_ui->requestHead,
        [this](int line) { return m_exchange ? requestLineTerm(*m_exchange, line) : QString(); }, choose);
    gui::offerTerms(
        m_ui->responseHead,
        [this](int line) { return m_exchange ? responseLineTerm(*m_exchange, line) : QString(); }, choose);
}

void Details::goTo(FactPage page)
{
    switch (page) {
    case FactPage::None: return;
    case FactPage::Why: m_ui->tabs->setCurrentWidget(m_ui->why); break;
    case FactPage::Timing: m_ui->tabs->setCurrentWidget(m_timing); break;
    case FactPage::Body: m_ui->tabs->setCurrentWidget(m_body); break;
    case FactPage::Cache: m_ui->tabs->setCurrentWidget(m_cache); break;
    case FactPage::Connection: m_ui->tabs->setCurrentWidget(m_connectionPage); break;
    }
    m_ui->tabs->currentWidget()->setFocus();
}

void Details::setLimits(const models::KeepLimits &limits)
{
    m_connectionPage->setLimits(limits);
}

void Details::setEnd(trace::SteadyNs end)
{
    m_end = end;
    m_connectionPage->setEnd(end);
    tick();
}

/// The page that gave way to a connection's is the one that was chosen.
void Details::savePage(QSettings &settings) const
{
    const QWidget *page = m_pageBefore ? m_pageBefore : m_ui->tabs->currentWidget();
    settings.setValue(PageKey, page->objectName());
}

void Details::restorePage(const QSettings &settings)
{
    const QString name = settings.value(PageKey).toString();
    for (int i = 0; i < m_ui->tabs->count(); ++i)
        if (m_ui->tabs->widget(i)->objectName() == name)
            m_ui->tabs->setCurrentIndex(i);
}

void Details::setExchange(trace::ExchangePtr exchange)
{
    const bool other = !exchange || !m_exchange || exchange->id != m_exchange->id;
    m_exchange = std::move(exchange);
    const bool onlyConnection = !m_exchange && m_connection > 0;
    m_ui->pages->setCurrentWidget(m_exchange || onlyConnection ? m_ui->exchangePage : m_ui->emptyPage);
    showPage(onlyConnection);
    m_body->setExchange(m_exchange);
    m_bytes->setExchange(m_exchange);
    if (!m_exchange) {
        showEmpty();
    } else {
        m_ui->headlineLabel->setFullText(headline(*m_exchange));
        m_ui->requestHead->setHead(m_exchange->requestHead, m_exchange->faultOffset);
        m_ui->responseHead->setHead(m_exchange->responseHead);
        showWhy();
        if (other)
            showCache();
        showTimes();
    }
    look();
}

void Details::showEmpty()
{
    m_ui->requestHead->setHead({});
    m_ui->responseHead->setHead({});
    m_ui->headlineLabel->setFullText(m_connection > 0 ? tr("Connection %1").arg(m_connection) : QString());
    m_ui->whyLabel->clear();
    m_summary->setFacts({});
    m_timing->clear();
    m_ui->why->setLines({});
    m_cache->clear();
}

/// A connection alone has one page; the page that was looked at before comes back with the next request.
void Details::showPage(bool onlyConnection)
{
    QWidget *const current = m_ui->tabs->currentWidget();
    if (onlyConnection && !m_pageBefore && current != m_connectionPage) {
        m_pageBefore = current;
        m_ui->tabs->setCurrentWidget(m_connectionPage);
    } else if (m_exchange && m_pageBefore) {
        m_ui->tabs->setCurrentWidget(std::exchange(m_pageBefore, nullptr));
    }
}

void Details::setConnection(quint64 id)
{
    m_connection = id;
    if (!m_exchange)
        setExchange(nullptr);
}

void Details::tick()
{
    if (m_exchange && (m_exchange->outcome == trace::Outcome::InProgress || connection() != m_shown))
        showTimes();
    if (m_connectionPage->isVisible())
        m_connectionPage->refresh();
}

trace::ConnectionPtr Details::connection() const
{
    const auto row = m_exchange ? m_log.connections().find(m_exchange->connection) : std::nullopt;
    return row ? m_log.connections().at(*row) : nullptr;
}

void Details::showTimes()
{
    const models::Moment moment = models::momentOf(m_end);
    const QString verdict = models::verdict(*m_exchange, moment, QLocale());
    m_ui->whyLabel->setText(m_exchange->extras->why.isEmpty() ? verdict
                                                              : m_exchange->extras->why + u' ' + verdict);
    m_shown = connection();
    showSummary(moment);
    m_timing->show(*m_exchange, m_shown.get(), moment.at);
}

void Details::showSummary(const models::Moment &moment)
{
    m_summary->setFacts(
        summary({*m_exchange, m_shown.get(), m_cacheNote.sentences.value(0), moment}, QLocale()));
}

/// The same client's last request for the same address; looks back as far as is quick.
trace::ExchangePtr Details::earlier() const
{
    const auto &rows = m_log.exchanges();
    const auto first
        = std::max(rows.first(), rows.end() - std::min(rows.end(), trace::Sequence(MostLookedBack)));
    for (auto row = rows.end(); row > first; --row) {
        const trace::ExchangePtr &other = rows.at(row - 1);
        if (other->id < m_exchange->id && other->targetText() == m_exchange->targetText()
            && other->clientAddress() == m_exchange->clientAddress())
            return other;
    }
    return nullptr;
}

void Details::showCache()
{
    m_cacheNote = models::cacheNote(*m_exchange, earlier().get());
    m_cache->setText(m_cacheNote.sentences.join(QStringLiteral("\n\n")));
}

/// The kernel is asked only about what is looked at.
void Details::look()
{
    const quint64 shown = m_exchange ? m_exchange->connection : m_connection;
    m_connectionPage->setConnection(shown);
    m_connectionPage->setExchange(m_exchange ? m_exchange->id : 0);
    const quint64 wanted = m_ui->tabs->currentWidget() == m_connectionPage ? shown : 0;
    if (std::exchange(m_watched, wanted) != wanted)
        emit watched(wanted);
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
