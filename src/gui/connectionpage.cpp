// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectionpage.h"

#include "gui/backlogbar.h"
#include "gui/readinessroll.h"
#include "gui/rowdelegate.h"
#include "gui/tableview.h"
#include "gui/tabular.h"
#include "models/roles.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace gui {
namespace {

constexpr size_t MostTransfers = 4000; ///< newest; more cannot be told apart

QLabel *label(const QString &name)
{
    auto *made = new QLabel;
    made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    made->setTextFormat(Qt::PlainText);
    made->setAccessibleName(name);
    return made;
}

} // namespace

ConnectionPage::ConnectionPage(const trace::Log &log, QWidget *parent)
    : QScrollArea(parent)
    , m_log(log)
    , m_requests(log)
    , m_headline(label(tr("Connection")))
    , m_story(label(tr("What it does")))
    , m_sampled(label(tr("Where the figures come from")))
    , m_roll(new ReadinessRoll)
    , m_bar(new BacklogBar)
    , m_kept(label(tr("How long it is kept")))
    , m_columns(new QHBoxLayout)
    , m_figures(new QGridLayout)
    , m_table(new TableView)
    , m_heading(new QLabel)
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(6, 4, 6, 4);
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_story->setWordWrap(true);
    m_kept->setWordWrap(true);
    m_kept->setFont(tabularFont(font()));
    m_kept->hide();
    m_sampled->setText(tr("Figures of the kernel are sampled while you look; – is unknown."));
    m_sampled->setWordWrap(true);
    m_sampled->setForegroundRole(QPalette::PlaceholderText);
    auto *left = new QVBoxLayout;
    left->setSpacing(4);
    left->addWidget(m_kept);
    left->addWidget(m_story);
    left->addWidget(m_roll);
    left->addWidget(m_bar);
    left->addStretch();
    m_columns->setSpacing(16);
    m_columns->addLayout(left, 1);
    m_columns->addLayout(m_figures);
    layout->addWidget(m_headline);
    layout->addLayout(m_columns);
    m_figures->setHorizontalSpacing(12);
    m_figures->setVerticalSpacing(0);
    m_figures->setColumnStretch(6, 1);
    layout->addWidget(m_sampled);
    makeRequests(layout);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("The connection this request came on"));
    setConnection(0);
}

void ConnectionPage::makeRequests(QBoxLayout *layout)
{
    using Column = models::ConnectionRequests::Column;
    auto *all = new QToolButton;
    all->setText(tr("Show in the Table"));
    all->setToolTip(tr("The table of requests shows those of this connection"));
    all->setFocusPolicy(Qt::StrongFocus);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_heading);
    bar->addStretch();
    bar->addWidget(all);
    m_table->setObjectName(QStringLiteral("connectionRequests"));
    m_table->setAccessibleName(tr("Requests of the connection"));
    m_table->setToolTip(tr("Enter or a double click shows the request"));
    m_table->setModel(&m_requests);
    m_table->setItemDelegate(new RowDelegate(RowDelegate::Mark::Status, int(Column::Status), m_table));
    m_table->setEmptyText(tr("No request yet"));
    m_table->setContextMenuPolicy(Qt::NoContextMenu);
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * 7);
    const int character = fontMetrics().averageCharWidth();
    for (const auto &[column, characters] : {std::pair(Column::Number, 6),
                                             {Column::Method, 8},
                                             {Column::Path, 28},
                                             {Column::Status, 9},
                                             {Column::Size, 11},
                                             {Column::Duration, 11}})
        m_table->setColumnWidth(int(column), characters * character);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_requests.setPalette(palette());
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    connect(all, &QToolButton::clicked, this, [this] { emit allChosen(m_id); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        emit exchangeChosen(index.data(models::IdRole).toULongLong(), m_id);
    });
    connect(&m_requests, &models::ConnectionRequests::found, this, &ConnectionPage::refresh);
    connect(&m_requests, &models::ConnectionRequests::found, this, &ConnectionPage::selectExchange);
}

void ConnectionPage::setExchange(quint64 id)
{
    m_exchange = id;
    selectExchange();
}

void ConnectionPage::selectExchange()
{
    const int row = m_exchange > 0 ? m_requests.rowOf(m_exchange) : -1;
    if (row >= 0)
        m_table->selectRow(row);
    else
        m_table->clearSelection();
}

void ConnectionPage::setConnection(quint64 id)
{
    m_id = id;
    m_requests.setConnection(id);
    if (isVisible() || id == 0)
        refresh();
}

void ConnectionPage::setLimits(const models::KeepLimits &limits)
{
    m_limits = limits;
}

void ConnectionPage::setEnd(trace::SteadyNs end)
{
    m_end = end;
}

/// The figures stand beside the rest where there is room, so that little height will do.
void ConnectionPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const bool wide = width() >= 40 * fontMetrics().averageCharWidth() + m_figures->minimumSize().width();
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ConnectionPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_requests.setActive(true);
    refresh();
}

void ConnectionPage::hideEvent(QHideEvent *event)
{
    QScrollArea::hideEvent(event);
    m_requests.setActive(false);
}

void ConnectionPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_requests.setPalette(palette());
}

trace::TcpSamplePtr ConnectionPage::lastSample() const
{
    const auto &samples = m_log.tcpSamples();
    const auto found = std::find_if(samples.rbegin(), samples.rend(),
                                    [this](const auto &sample) { return sample->connection == m_id; });
    return found == samples.rend() ? nullptr : *found;
}

void ConnectionPage::refresh()
{
    const auto row = m_id > 0 ? m_log.connections().find(m_id) : std::nullopt;
    widget()->setEnabled(row.has_value());
    if (!row) {
        m_headline->setText(tr("Select a connection or a request to see how its socket is doing."));
        m_story->clear();
        m_kept->hide();
        m_bar->setBacklog(std::nullopt);
        m_roll->setContent({});
        fill(m_tcp, models::tcpFigures(std::nullopt, QLocale()), m_figures, 0);
        fill(m_backlog, models::backlogFigures(nullptr, QLocale()), m_figures, 3);
        return;
    }
    const trace::ConnectionRecord &connection = *m_log.connections().at(*row);
    const bool open = connection.state != trace::State::Closed;
    m_headline->setText(
        tr("Connection %1 · %2 to %3 · %4")
            .arg(connection.id)
            .arg(QString::fromLatin1(connection.client.text()), QString::fromLatin1(connection.server.text()),
                 connection.requests == 1 ? tr("1 request") : tr("%L1 requests").arg(connection.requests)));
    const models::Moment moment = models::momentOf(m_end);
    m_story->setText(models::story(connection, moment, QLocale()));
    m_kept->setText(models::keepStory(connection, moment, m_limits, QLocale()));
    m_kept->setVisible(!m_kept->text().isEmpty());
    showRoll(connection, moment.at);
    m_requests.tick(moment.at);
    const quint64 shown = quint64(m_requests.exchanges().size());
    m_heading->setText(shown < connection.requests && !m_requests.isLooking()
                           ? tr("Requests: the newest %L1").arg(shown)
                           : tr("Requests"));
    const auto sample = lastSample();
    fill(m_tcp, models::tcpFigures(sample ? std::optional(sample->tcp) : connection.tcp, QLocale()),
         m_figures, 0);
    m_bar->setBacklog(open && sample ? std::optional(models::backlogOf(*sample)) : std::nullopt);
    fill(m_backlog, models::backlogFigures(open ? sample.get() : nullptr, QLocale()), m_figures, 3);
}

void ConnectionPage::showRoll(const trace::ConnectionRecord &connection, trace::SteadyNs now)
{
    ReadinessRoll::Content content;
    const bool open = connection.state != trace::State::Closed;
    content.span = {connection.accepted, open ? now : connection.closed};
    const auto &exchanges = m_requests.exchanges();
    for (auto i = exchanges.rbegin(); i != exchanges.rend() && content.transfers.size() < MostTransfers;
         ++i) {
        const auto transfers = transfersOf(**i);
        content.transfers.insert(content.transfers.begin(), transfers.begin(), transfers.end());
    }
    for (const auto &sample : m_log.tcpSamples()) {
        if (sample->connection == m_id)
            content.samples.push_back(sample);
    }
    m_roll->setContent(std::move(content));
}

void ConnectionPage::fill(std::vector<Row> &rows, const std::vector<models::Figure> &figures,
                          QGridLayout *grid, int column)
{
    for (size_t i = 0; i < figures.size(); ++i) {
        if (i == rows.size()) {
            rows.push_back({new QLabel, label({})});
            rows.back().value->setFont(tabularFont(font()));
            rows.back().value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            grid->addWidget(rows.back().name, int(i), column);
            grid->addWidget(rows.back().value, int(i), column + 1);
        }
        rows[i].name->setText(figures[i].name);
        rows[i].name->setToolTip(figures[i].explanation);
        rows[i].value->setText(figures[i].value);
        rows[i].value->setToolTip(figures[i].explanation);
        rows[i].value->setAccessibleName(figures[i].name);
        rows[i].value->setAccessibleDescription(figures[i].explanation);
    }
}

} // namespace gui
