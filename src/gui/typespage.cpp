// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/typespage.h"

#include "gui/fieldchecks.h"
#include "ui_typespage.h"

namespace gui {

TypesPage::TypesPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::TypesPage>())
{
    m_ui->setupUi(this);
    m_ui->types->setColumns(
        {{tr("Ending"), tr("Of the file name, without its dot: glb")},
         {tr("Type"), tr("Sent as Content-Type: model/gltf-binary")}},
        [](const QStringList &row, int column) {
            return column == 0 ? fieldchecks::ending(row[0]) : fieldchecks::mediaType(row[1]);
        },
        TableEdit::Order::DoesNotMatter);
    connect(m_ui->types, &TableEdit::edited, this, &SettingsPage::edited);
}

TypesPage::~TypesPage() = default;

void TypesPage::load(const net::ServerConfig &config)
{
    QList<QStringList> rows;
    const QMap<QString, QByteArray> &types = config.site.mediaTypes;
    for (auto type = types.cbegin(); type != types.cend(); ++type)
        rows.append({type.key(), QString::fromUtf8(type.value())});
    m_ui->types->setRows(rows);
}

void TypesPage::store(net::ServerConfig &config) const
{
    config.site.mediaTypes.clear();
    for (const QStringList &row : m_ui->types->rows())
        config.site.mediaTypes.insert(row[0].toLower(), row[1].toUtf8());
}

} // namespace gui
