// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class ConsolePane;
}
namespace models {
class ConsoleModel;
}

namespace gui {

class TableView;

/// What the article's server would have printed, and what became of the lines it no longer has to print.
class ConsolePane : public QWidget
{
    Q_OBJECT
public:
    /// The model must outlive the pane.
    explicit ConsolePane(models::ConsoleModel *model, QWidget *parent = nullptr);
    ~ConsolePane() override;

    [[nodiscard]] TableView *view() const;

private:
    std::unique_ptr<Ui::ConsolePane> m_ui;
};

} // namespace gui
