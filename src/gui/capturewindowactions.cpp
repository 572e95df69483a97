// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturewindow.h"

#include "gui/filterbar.h"
#include "gui/icons.h"
#include "gui/liveview.h"
#include "gui/pagebar.h"
#include "gui/panes.h"
#include "gui/statisticspage.h"
#include "gui/tabular.h"
#include "gui/timeslider.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>

/// The menus and the status line of a capture's window.
namespace gui {

QAction *CaptureWindow::addPage(QMenu *menu, const QString &text, const QString &icon,
                                const QKeySequence &keys, QWidget *page)
{
    auto *action = menu->addAction(paletteIcon(icon), text);
    action->setShortcut(keys);
    m_pageBar->add(action, page);
    return action;
}

void CaptureWindow::makeMenus()
{
    const auto add = [this](QMenu *menu, const QString &text, const QKeySequence &keys, auto act) {
        auto *action = menu->addAction(text);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    QMenu *file = menuBar()->addMenu(tr("&File"));
    add(file, tr("&Export…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] { showExport(); });
    add(file, tr("&Close"), QKeySequence::Close, [this] { close(); });
    QMenu *view = menuBar()->addMenu(tr("&View"));
    add(view, tr("&Filter"), Qt::CTRL | Qt::Key_L, [this] { m_filterBar->focusFilter(); });
    add(view, tr("Show &All of the Time"), {}, [this] { m_slider->setSpan(m_slider->bounds()); });
    auto *pause = new QAction(tr("&Pause"), this);
    pause->setCheckable(true);
    pause->setIcon(paletteIcon(QStringLiteral("pause")));
    pause->setToolTip(tr("Stands still while more is read"));
    connect(pause, &QAction::toggled, m_view, &LiveView::setPaused);
    view->addAction(pause);
    view->addSeparator();
    QAction *live = addPage(view, tr("&Views"), QStringLiteral("live"), Qt::ALT | Qt::Key_1, m_panes);
    addPage(view, tr("&Statistics"), QStringLiteral("statistics"), Qt::ALT | Qt::Key_2, m_statistics);
    m_statistics->follow(*m_filterBar, *pause, *m_view);
    connect(m_statistics, &StatisticsPage::exchangeChosen, this,
            [this, live](quint64 exchange, quint64 connection) {
                live->trigger();
                m_view->chooseExchange(exchange, connection);
            });
    view->addSeparator();
    int number = 0;
    for (QAction *toggle : m_panes->toggles()) {
        toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + number++)));
        view->addAction(toggle);
    }
    add(view, tr("&Reset Layout"), {}, [this] {
        m_panes->reset();
        m_view->resetColumns();
    });
    auto *nothing = new QAction(this); // a capture is not cleared: the button for that stays away
    m_filterBar->setActions(pause, nothing);
    if (auto *button = m_filterBar->findChild<QWidget *>(QStringLiteral("clearButton")))
        button->hide();
}

void CaptureWindow::makeStatus()
{
    statusBar()->setSizeGripEnabled(false);
    m_runs->setAccessibleName(tr("Run"));
    m_runs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_state->setAccessibleName(tr("State"));
    m_counts->setAccessibleName(tr("Counts"));
    m_bar->setAccessibleName(tr("Read"));
    m_bar->setMaximumWidth(160);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Reads no more; what has been read stays"));
    for (QLabel *label : {m_state, m_counts}) {
        label->setFont(tabularFont(font()));
        label->setMargin(3);
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_state, m_counts, m_bar, m_cancel})
        statusBar()->addWidget(widget);
    statusBar()->addPermanentWidget(m_runs);
    m_runs->hide(); // until there is a choice
    connect(m_cancel, &QToolButton::clicked, this, &CaptureWindow::cancel);
    connect(m_runs, &QComboBox::activated, this, &CaptureWindow::chooseRun);
}

} // namespace gui
