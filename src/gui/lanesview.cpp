// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanesview.h"

#include "gui/filterterms.h"
#include "gui/icons.h"
#include "gui/laneaccess.h"
#include "gui/lanelegend.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

namespace gui {

namespace {

constexpr double zoomStep = 1.5;

/// The terms that hold for a mark, the most telling first.
QStringList terms(const trace::Exchange *exchange, const trace::ConnectionRecord *connection)
{
    QStringList list;
    const auto add = [&list](const QString &term) {
        if (!term.isEmpty() && !list.contains(term))
            list << term;
    };
    if (exchange)
        for (const auto column :
             {models::RequestColumn::Status, models::RequestColumn::Path, models::RequestColumn::Method,
              models::RequestColumn::Type, models::RequestColumn::Outcome, models::RequestColumn::Client,
              models::RequestColumn::Connection})
            add(filterTerm(*exchange, column));
    if (connection)
        for (const auto column : {models::ConnectionColumn::Client, models::ConnectionColumn::Id})
            add(filterTerm(*connection, column));
    return list;
}

} // namespace

LanesView::LanesView(const trace::Log &log, QWidget *parent)
    : QWidget(parent)
    , m_canvas(new LaneCanvas(log))
    , m_tools(new QWidget(this))
    , m_empty(new QLabel(this))
{
    installLaneAccess();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    m_canvas->setAccessibleName(tr("Lanes"));
    m_canvas->setAccessibleDescription(tr("Connections over time. Up and Down choose a connection, comma and "
                                          "full stop its requests."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_tools->raise();
    makeTools();
    showEmptyText();

    connect(m_canvas, &LaneCanvas::connectionChosen, this, &LanesView::connectionChosen);
    connect(m_canvas, &LaneCanvas::exchangeChosen, this, &LanesView::exchangeChosen);
    connect(m_canvas, &LaneCanvas::spanChosen, this, &LanesView::spanChosen);
    connect(m_canvas, &LaneCanvas::watched, this, &LanesView::watched);
    connect(m_canvas, &LaneCanvas::menuRequested, this, &LanesView::showMenu);
    connect(m_canvas, &LaneCanvas::emptyChanged, m_empty, &QWidget::setVisible);
    connect(m_canvas, &LaneCanvas::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_canvas, &LaneCanvas::currentChanged, m_canvas, [this] { tellCurrentLane(m_canvas); });
    connect(m_follow, &QToolButton::clicked, m_canvas, &LaneCanvas::setFollowing);
}

void LanesView::setSelected(std::optional<quint64> connection, std::optional<quint64> exchange)
{
    m_canvas->setSelected(connection, exchange);
}

void LanesView::setServing(bool serving)
{
    m_serving = serving;
    m_canvas->setServing(serving);
    showEmptyText();
}

void LanesView::showEmptyText()
{
    m_empty->setText(
        m_serving ? tr("No connection yet. Open the address in a browser: each connection gets a lane.")
                  : tr("Press Start to serve the folder: each connection gets a lane here."));
}

QToolButton *LanesView::addTool(const QString &icon, const QString &name, const QString &tip)
{
    auto *tool = new QToolButton;
    tool->setAutoRaise(true);
    tool->setIcon(paletteIcon(icon));
    tool->setAccessibleName(name);
    tool->setToolTip(tip);
    m_tools->layout()->addWidget(tool);
    return tool;
}

void LanesView::makeTools()
{
    auto *line = new QHBoxLayout(m_tools);
    line->setContentsMargins(2, 1, 2, 1);
    line->setSpacing(0);
    m_follow = addTool(QStringLiteral("follow"), tr("Follow"), tr("Keep the newest in sight (Space)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    connect(addTool(QStringLiteral("zoom-in"), tr("Zoom in"), tr("Look closer (W)")), &QToolButton::clicked,
            m_canvas, [this] { m_canvas->zoom(1 / zoomStep); });
    connect(addTool(QStringLiteral("zoom-out"), tr("Zoom out"), tr("Show more time (S)")),
            &QToolButton::clicked, m_canvas, [this] { m_canvas->zoom(zoomStep); });
    connect(addTool(QStringLiteral("fit"), tr("Fit"), tr("Fit what is selected, else everything (F)")),
            &QToolButton::clicked, m_canvas, &LaneCanvas::fit);
    QToolButton *options
        = addTool(QStringLiteral("settings"), tr("Lane options"), tr("Which lanes, and how high"));
    options->setPopupMode(QToolButton::InstantPopup);
    options->setMenu(makeOptions());
    options->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    connect(addTool(QStringLiteral("legend"), tr("Legend"), tr("What the shapes mean, and the keys")),
            &QToolButton::clicked, this, &LanesView::showLegend);
    placeTools();
}

QActionGroup *LanesView::addChoices(QMenu *menu, const QStringList &names, int checked)
{
    auto *group = new QActionGroup(menu);
    for (int i = 0; i < names.size(); ++i) {
        QAction *action = group->addAction(menu->addAction(names[i]));
        action->setCheckable(true);
        action->setChecked(i == checked);
        action->setData(i);
    }
    return group;
}

QMenu *LanesView::makeOptions()
{
    auto *menu = new QMenu(this);
    addSwitch(menu, tr("&Group by Client"), &models::LaneOrder::byClient, QStringLiteral("byClient"));
    addSwitch(menu, tr("Only Lanes with Something in &Sight"), &models::LaneOrder::onlyInSight,
              QStringLiteral("onlyInSight"));
    addSwitch(menu, tr("&Hide What Does Not Match the Filter"), &models::LaneOrder::onlyMatching,
              QStringLiteral("onlyMatching"));
    menu->addSeparator();
    m_heights = addChoices(menu, {tr("&Low Lanes"), tr("&Middle Lanes"), tr("&Tall Lanes, with Backlog")},
                           int(m_canvas->laneHeight()));
    connect(m_heights, &QActionGroup::triggered, m_canvas,
            [this](const QAction *action) { m_canvas->setLaneHeight(LaneHeight(action->data().toInt())); });
    return menu;
}

void LanesView::addSwitch(QMenu *menu, const QString &name, bool models::LaneOrder::*option,
                          const QString &key)
{
    QAction *action = menu->addAction(name);
    action->setObjectName(key);
    action->setCheckable(true);
    action->setChecked(m_canvas->order().*option);
    m_switches << action;
    connect(action, &QAction::toggled, m_canvas, [this, option](bool on) {
        models::LaneOrder order = m_canvas->order();
        order.*option = on;
        m_canvas->setOrder(order);
    });
}

void LanesView::save(QSettings &settings, const QString &key) const
{
    for (const QAction *action : m_switches)
        settings.setValue(key + u'/' + action->objectName(), action->isChecked());
    settings.setValue(key + QStringLiteral("/height"), int(m_canvas->laneHeight()));
}

/// A height that there is not is none that was chosen.
void LanesView::restore(const QSettings &settings, const QString &key)
{
    for (QAction *action : std::as_const(m_switches))
        action->setChecked(settings.value(key + u'/' + action->objectName(), action->isChecked()).toBool());
    const int height = settings.value(key + QStringLiteral("/height"), -1).toInt();
    for (QAction *action : m_heights->actions())
        if (action->data().toInt() == height)
            action->trigger();
}

void LanesView::placeTools()
{
    const QSize size = m_tools->sizeHint();
    m_tools->setGeometry(QRect({0, 0}, size));
    m_canvas->setCorner(size);
    const int top = m_canvas->minimumSizeHint().height() / 2;
    m_empty->setGeometry(rect().adjusted(size.width() + 8, top / 2, -24, 0));
}

void LanesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeTools();
}

void LanesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        placeTools();
}

void LanesView::showMenu(quint64 connection, std::optional<quint64> exchange, QPoint global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Mark"));
    connect(menu->addAction(tr("F&it")), &QAction::triggered, m_canvas, &LaneCanvas::fit);
    const auto add = [this, menu](const QString &title, const QStringList &list, const QString &sign) {
        QMenu *sub = menu->addMenu(title);
        for (const QString &term : list) {
            const QString shown = menu->fontMetrics().elidedText(
                QString(term).replace(u'&', QStringLiteral("&&")), Qt::ElideMiddle, 360);
            connect(sub->addAction(sign + shown), &QAction::triggered, this,
                    [this, sign, term] { emit termChosen(sign + term); });
        }
    };
    const auto mark = m_canvas->records(connection, exchange);
    const QStringList list = terms(mark.exchange.get(), mark.connection.get());
    menu->addSeparator();
    add(tr("&Filter by"), list, {});
    add(tr("&Exclude"), list, QStringLiteral("-"));
    emit contextRequested(connection, exchange, menu);
    menu->popup(global);
}

void LanesView::showLegend()
{
    auto *legend = new LaneLegend(this);
    legend->setAttribute(Qt::WA_DeleteOnClose);
    legend->show();
}

} // namespace gui
