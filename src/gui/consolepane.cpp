// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/consolepane.h"

#include "models/consolemodel.h"
#include "ui_consolepane.h"

#include <QFontDatabase>
#include <QHeaderView>

namespace gui {

ConsolePane::ConsolePane(models::ConsoleModel *model, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ConsolePane>())
{
    m_ui->setupUi(this);
    m_ui->lines->setModel(model);
    m_ui->lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->lines->setAlternatingRowColors(false);
    m_ui->lines->horizontalHeader()->hide();
    m_ui->lines->horizontalHeader()->setStretchLastSection(true);
    m_ui->lines->setEmptyText(tr("What the article’s server would print appears here, line for line."));
    m_ui->explanationLabel->setText(models::ConsoleModel::explanation());
    m_ui->explanationLabel->hide();
    connect(m_ui->explainButton, &QToolButton::toggled, this, [this](bool on) {
        m_ui->explainButton->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        m_ui->explanationLabel->setVisible(on);
    });
}

ConsolePane::~ConsolePane() = default;

TableView *ConsolePane::view() const
{
    return m_ui->lines;
}

} // namespace gui
