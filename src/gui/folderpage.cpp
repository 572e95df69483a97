// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/folderpage.h"

#include "gui/fieldchecks.h"
#include "ui_folderpage.h"

namespace gui {

FolderPage::FolderPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::FolderPage>())
{
    m_ui->setupUi(this);
    m_switches.add(m_ui->listingBox, &site::SiteRules::listing, this);
    m_switches.add(m_ui->zipBox, &site::SiteRules::zip, this);
    m_switches.add(m_ui->cleanUrlsBox, &site::SiteRules::cleanUrls, this);
    m_switches.add(m_ui->ignoreCaseBox, &site::SiteRules::ignoreCase, this);
    for (QCheckBox *box : {m_ui->dotFilesBox, m_ui->linksBox})
        connect(box, &QCheckBox::toggled, this, &SettingsPage::edited);
    for (QLineEdit *edit : {m_ui->indexEdit, m_ui->fallbackEdit})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            judge();
            emit edited();
        });
    connect(m_ui->listingBox, &QCheckBox::toggled, m_ui->zipBox, &QWidget::setEnabled);
}

FolderPage::~FolderPage() = default;

void FolderPage::load(const net::ServerConfig &config)
{
    const site::SiteRules &rules = config.site;
    m_switches.load(rules);
    m_ui->indexEdit->setText(rules.indexNames.join(QStringLiteral(", ")));
    m_ui->fallbackEdit->setText(rules.fallback);
    m_ui->dotFilesBox->setChecked(rules.dotFiles == site::DotFiles::Serve);
    m_ui->linksBox->setChecked(rules.symlinks == site::Symlinks::Inside);
    m_ui->zipBox->setEnabled(rules.listing);
}

void FolderPage::store(net::ServerConfig &config) const
{
    site::SiteRules &rules = config.site;
    m_switches.store(rules);
    if (!m_ui->indexEdit->isMarked())
        rules.indexNames = indexNames();
    if (!m_ui->fallbackEdit->isMarked())
        rules.fallback = m_ui->fallbackEdit->text().trimmed();
    rules.dotFiles = m_ui->dotFilesBox->isChecked() ? site::DotFiles::Serve : site::DotFiles::Hide;
    rules.symlinks = m_ui->linksBox->isChecked() ? site::Symlinks::Inside : site::Symlinks::Never;
}

QStringList FolderPage::indexNames() const
{
    QStringList names;
    for (const QString &name : m_ui->indexEdit->text().split(u',', Qt::SkipEmptyParts))
        if (const QString bare = name.trimmed(); !bare.isEmpty())
            names.append(bare);
    return names;
}

void FolderPage::judge()
{
    QString indexProblem;
    for (const QString &name : indexNames())
        if (indexProblem.isEmpty())
            indexProblem = fieldchecks::indexName(name);
    m_ui->indexNote->judge(m_ui->indexEdit, indexProblem);
    const QString fallback = m_ui->fallbackEdit->text().trimmed();
    m_ui->fallbackNote->judge(m_ui->fallbackEdit,
                              fallback.isEmpty() ? QString() : fieldchecks::filePath(fallback));
}

} // namespace gui
