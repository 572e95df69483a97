// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

class QAction;
namespace Ui {
class HelpDialog;
}

namespace gui {

/// The keys of the window and what this program is. Not modal.
class HelpDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page : quint8 { Keys, About };

    /// The keys are those of the actions.
    explicit HelpDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
    ~HelpDialog() override;

    void showPage(Page page);

private:
    std::unique_ptr<Ui::HelpDialog> m_ui;
};

} // namespace gui
