// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rulespage.h"

#include "gui/fieldchecks.h"
#include "ui_rulespage.h"

namespace gui {

RulesPage::RulesPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::RulesPage>())
{
    m_ui->setupUi(this);
    m_ui->errorPages->setColumns(
        {{tr("Status"), tr("From 400 to 599")}, {tr("Page"), tr("The path of a file below the folder")}},
        [](const QStringList &row, int column) {
            return column == 0 ? fieldchecks::errorStatus(row[0]) : fieldchecks::filePath(row[1]);
        },
        TableEdit::Order::DoesNotMatter);
    connect(m_ui->errorPages, &TableEdit::edited, this, &SettingsPage::edited);
    m_switches.add(m_ui->rulesFilesBox, &site::SiteRules::rulesFiles, this);
    setProblems({});
}

RulesPage::~RulesPage() = default;

void RulesPage::load(const net::ServerConfig &config)
{
    QList<QStringList> rows;
    const QMap<int, QString> &pages = config.site.errorPages;
    for (auto page = pages.cbegin(); page != pages.cend(); ++page)
        rows.append({QString::number(page.key()), page.value()});
    m_ui->errorPages->setRows(rows);
    m_switches.load(config.site);
}

void RulesPage::store(net::ServerConfig &config) const
{
    config.site.errorPages.clear();
    for (const QStringList &row : m_ui->errorPages->rows())
        config.site.errorPages.insert(row[0].toInt(), row[1]);
    m_switches.store(config.site);
}

void RulesPage::setProblems(const QStringList &problems)
{
    m_ui->problems->clear();
    m_ui->problems->addItems(problems);
    m_ui->problems->setVisible(!problems.isEmpty());
    m_ui->problemsLabel->setVisible(!problems.isEmpty());
}

} // namespace gui
