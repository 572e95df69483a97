// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <memory>

class QAction;
namespace Ui {
class ServeBar;
}

namespace gui {

/// The first row: Start/Stop, the folder, the port and the address. It shows and asks; the main window
/// decides.
class ServeBar : public QWidget
{
    Q_OBJECT
public:
    explicit ServeBar(QWidget *parent = nullptr);
    ~ServeBar() override;

    struct Actions
    {
        QAction *startStop;
        QAction *browse;
        QAction *copyAddress;
        QAction *network;
        QAction *networkPanel;
        QAction *settings;
    };
    /// The buttons look and act as these actions do.
    void setActions(const Actions &actions);

    [[nodiscard]] QString folder() const; ///< as typed
    void setFolder(const QString &folder);
    [[nodiscard]] QStringList recentFolders() const;
    void setRecentFolders(const QStringList &folders);
    /// Puts a folder that was served at the top of the recent ones.
    void remember(const QString &folder);
    void focusFolder();

    void setPort(quint16 port);

    /// The link to that address; the port cannot be changed meanwhile.
    void showServing(const QString &url);
    void showStopped();

signals:
    void folderChosen(const QString &folder); ///< typed and confirmed, or picked from the recent ones
    void portChosen(quint16 port);
    void addressActivated();

protected:
    void changeEvent(QEvent *event) override;
    /// The address label's.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::unique_ptr<Ui::ServeBar> m_ui;
};

} // namespace gui
