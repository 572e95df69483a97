// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>

#include <memory>

namespace Ui {
class SiteDialog;
}

namespace net {
struct StartFailure;
}

namespace gui {

class Choices;
class RulesPage;
class SettingsPage;

/// The site settings: a page for everything that says how the folder is served. What is changed counts a
/// moment later, without a button to confirm it.
class SiteDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page : quint8 { Folder, Rules, Headers, Types, Compression, Network, Limits };

    /// The choices must outlive this.
    explicit SiteDialog(Choices &choices, QWidget *parent = nullptr);
    ~SiteDialog() override;

    void showPage(Page page);
    /// What is wrong in the folder's rules files, line by line.
    void setProblems(const QStringList &problems);
    /// When changes count; to be called when the server starts or stops.
    void showState();

signals:
    void refused(const net::StartFailure &failure); ///< the server goes on as before

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void add(SettingsPage *page, const QString &title);
    void pageEdited(SettingsPage *page);
    void apply();
    void refresh();
    void load(SettingsPage *page);
    void reset();

    Choices &m_choices;
    std::unique_ptr<Ui::SiteDialog> m_ui;
    QList<SettingsPage *> m_pages; ///< in the order of Page
    RulesPage *m_rules;
    SettingsPage *m_edited = nullptr; ///< the page that is not applied yet, or was last
    QTimer m_typing;                  ///< runs while an edit waits for more
};

} // namespace gui
