// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/helpdialog.h"

#include "ui_helpdialog.h"

#include <QAction>
#include <QHeaderView>

namespace gui {

HelpDialog::HelpDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::HelpDialog>())
{
    m_ui->setupUi(this);
    const auto add = [this](const QString &what, const QString &key) {
        new QTreeWidgetItem(m_ui->keys, {what, key});
    };
    for (const QAction *action : actions)
        if (!action->shortcut().isEmpty())
            add(action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText));
    add(tr("Copy the selected row"), QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));
    add(tr("Open the menu of what has the focus"), tr("Menu or Shift+F10"));
    add(tr("Show the requests of all connections again"), tr("Esc in a table"));
    m_ui->keys->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->keys->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    m_ui->iconLabel->setPixmap(QIcon(QStringLiteral(":/icons/porthole.svg")).pixmap(64));
    m_ui->versionLabel->setText(tr("Porthole %1").arg(QStringLiteral(PORTHOLE_VERSION)));
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.3);
    m_ui->versionLabel->setFont(bold);
}

HelpDialog::~HelpDialog() = default;

void HelpDialog::showPage(Page page)
{
    m_ui->pages->setCurrentIndex(int(page));
    show();
    raise();
    activateWindow();
}

} // namespace gui
