// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitedialog.h"

#include "gui/choices.h"
#include "gui/compressionpage.h"
#include "gui/folderpage.h"
#include "gui/headerspage.h"
#include "gui/limitspage.h"
#include "gui/networkpage.h"
#include "gui/rulespage.h"
#include "gui/sitesettings.h"
#include "gui/typespage.h"
#include "ui_sitedialog.h"

#include <QScrollArea>

#include <chrono>

namespace gui {

using namespace std::chrono_literals;

SiteDialog::SiteDialog(Choices &choices, QWidget *parent)
    : QDialog(parent)
    , m_choices(choices)
    , m_ui(std::make_unique<Ui::SiteDialog>())
    , m_rules(new RulesPage)
{
    m_ui->setupUi(this);
    add(new FolderPage, tr("Folder"));
    add(m_rules, tr("Pages and rules"));
    add(new HeadersPage, tr("Headers"));
    add(new TypesPage, tr("Types"));
    add(new CompressionPage, tr("Compression"));
    add(new NetworkPage, tr("Network"));
    add(new LimitsPage, tr("Limits"));
    m_ui->list->setCurrentRow(0);
    // The pages came last: the buttons at the foot follow them.
    QWidget *last = previousInFocusChain();
    while (last->focusPolicy() == Qt::NoFocus)
        last = last->previousInFocusChain();
    setTabOrder(last, m_ui->resetButton);
    setTabOrder(m_ui->resetButton, m_ui->closeButton);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300ms);
    connect(&m_typing, &QTimer::timeout, this, &SiteDialog::apply);
    connect(&choices, &Choices::changed, this, &SiteDialog::refresh);
    connect(m_ui->resetButton, &QPushButton::clicked, this, &SiteDialog::reset);
    for (SettingsPage *page : std::as_const(m_pages))
        load(page);
    showState();
}

SiteDialog::~SiteDialog() = default;

void SiteDialog::add(SettingsPage *page, const QString &title)
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    m_ui->pages->addWidget(scroll);
    m_ui->list->addItem(title);
    m_pages.append(page);
    connect(page, &SettingsPage::edited, this, [this, page] { pageEdited(page); });
}

void SiteDialog::pageEdited(SettingsPage *page)
{
    if (m_typing.isActive() && m_edited != page)
        apply();
    m_edited = page;
    m_typing.start();
}

void SiteDialog::apply()
{
    m_typing.stop();
    net::ServerConfig config = m_choices.config();
    m_edited->store(config);
    if (const auto changed = m_choices.change(config); !changed)
        emit refused(changed.error());
}

/// A page that says the same already keeps what stands in it, with what is not finished yet.
void SiteDialog::refresh()
{
    for (SettingsPage *page : std::as_const(m_pages)) {
        net::ServerConfig said = m_choices.config();
        page->store(said);
        if (!isSame(said, m_choices.config()))
            load(page);
    }
    showState();
}

void SiteDialog::load(SettingsPage *page)
{
    const QSignalBlocker still(page);
    page->load(m_choices.config());
}

void SiteDialog::reset()
{
    SettingsPage *page = m_pages[m_ui->pages->currentIndex()];
    page->load(net::ServerConfig());
    m_edited = page;
    apply();
}

void SiteDialog::showPage(Page page)
{
    m_ui->list->setCurrentRow(int(page));
    show();
    raise();
    activateWindow();
    m_ui->list->setFocus();
}

void SiteDialog::setProblems(const QStringList &problems)
{
    m_rules->setProblems(problems);
}

void SiteDialog::showState()
{
    m_ui->stateLabel->setText(m_choices.needsRestart()
                                  ? tr("Some changes count when the server is started again.")
                                  : tr("Changes count at once; open connections stay."));
}

void SiteDialog::hideEvent(QHideEvent *event)
{
    if (m_typing.isActive())
        apply();
    QDialog::hideEvent(event);
    for (SettingsPage *page : std::as_const(m_pages))
        load(page);
}

} // namespace gui
