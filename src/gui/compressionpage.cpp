// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compressionpage.h"

#include "ui_compressionpage.h"

namespace gui {
namespace {

constexpr qint64 MiB = 1024 * 1024;

} // namespace

CompressionPage::CompressionPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::CompressionPage>())
{
    m_ui->setupUi(this);
    m_switches.add(m_ui->precompressedBox, &site::SiteRules::precompressed, this);
    m_switches.add(m_ui->compressBox, &site::SiteRules::compress, this);
    connect(m_ui->cacheBox, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    connect(m_ui->compressBox, &QCheckBox::toggled, m_ui->cacheBox, &QWidget::setEnabled);
}

CompressionPage::~CompressionPage() = default;

void CompressionPage::load(const net::ServerConfig &config)
{
    m_switches.load(config.site);
    m_ui->cacheBox->setValue(int(config.site.cacheBytes / MiB));
    m_ui->cacheBox->setEnabled(config.site.compress);
}

void CompressionPage::store(net::ServerConfig &config) const
{
    m_switches.store(config.site);
    config.site.cacheBytes = m_ui->cacheBox->value() * MiB;
}

} // namespace gui
