// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/headerspage.h"

#include "gui/fieldchecks.h"
#include "ui_headerspage.h"

namespace gui {
namespace {

QString problem(const QStringList &row, int column)
{
    switch (column) {
    case 0: return fieldchecks::pattern(row[0]);
    case 1: return fieldchecks::fieldName(row[1]);
    default: return fieldchecks::fieldValue(row[2]);
    }
}

} // namespace

HeadersPage::HeadersPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::HeadersPage>())
{
    m_ui->setupUi(this);
    m_ui->headers->setColumns({{tr("Addresses"), tr("Those that the field is sent with, like /* or /img/*")},
                               {tr("Name"), tr("The name of the header field")},
                               {tr("Value"), tr("Its value; empty takes the field away")}},
                              problem, TableEdit::Order::Counts);
    connect(m_ui->headers, &TableEdit::edited, this, &SettingsPage::edited);
    m_switches.add(m_ui->isolationBox, &site::SiteRules::isolation, this);
    for (QLineEdit *edit : {m_ui->cacheControlEdit, m_ui->corsEdit})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            judge();
            emit edited();
        });
}

HeadersPage::~HeadersPage() = default;

void HeadersPage::load(const net::ServerConfig &config)
{
    QList<QStringList> rows;
    for (const site::HeaderRule &rule : config.site.headers)
        rows.append(
            {QString::fromUtf8(rule.pattern), QString::fromUtf8(rule.name), QString::fromUtf8(rule.value)});
    m_ui->headers->setRows(rows);
    m_ui->cacheControlEdit->setText(QString::fromUtf8(config.site.cacheControl));
    m_ui->corsEdit->setText(QString::fromUtf8(config.site.corsOrigin));
    m_switches.load(config.site);
}

void HeadersPage::store(net::ServerConfig &config) const
{
    config.site.headers.clear();
    for (const QStringList &row : m_ui->headers->rows())
        config.site.headers.append({row[0].toUtf8(), row[1].toUtf8(), row[2].toUtf8()});
    if (!m_ui->cacheControlEdit->isMarked())
        config.site.cacheControl = m_ui->cacheControlEdit->text().trimmed().toUtf8();
    if (!m_ui->corsEdit->isMarked())
        config.site.corsOrigin = m_ui->corsEdit->text().simplified().toUtf8();
    m_switches.store(config.site);
}

void HeadersPage::judge()
{
    m_ui->cacheControlNote->judge(m_ui->cacheControlEdit,
                                  fieldchecks::fieldValue(m_ui->cacheControlEdit->text()));
    m_ui->corsNote->judge(m_ui->corsEdit, fieldchecks::origins(m_ui->corsEdit->text()));
}

} // namespace gui
