// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/exportjob.h"

#include <QDialog>
#include <QTimer>

#include <memory>

namespace Ui {
class ExportDialog;
}

namespace gui {

class LiveView;

/// What a view has, written for other programs: which format, which requests, with or without secrets. The
/// window can be used meanwhile; what is exported is what was there when the file was chosen. Lives in the
/// window's thread.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// The view must live as long as this is shown.
    explicit ExportDialog(const LiveView &view, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// Requests that happened and that the view's log never had, to be said in the file.
    void setEvicted(quint64 exchanges) { m_evicted = exchanges; }
    /// Writes what is chosen into that file; the dialog says how it went. Not while it exports.
    void exportTo(const QString &path);

    /// While it exports: gives that up and stays.
    void reject() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Scope : quint8 { All, Shown, Selected };

    void connectControls();
    void connectJob();
    [[nodiscard]] trace::ExportFormat format() const;
    [[nodiscard]] Scope scope() const;
    void showFormat();
    void showSecrets();
    void showCounts();
    void showRunning(bool running);
    void makeRoom();
    void ask();
    [[nodiscard]] ExportTask task(const QString &path) const;
    void conclude(const QString &sentence, const QString &path = {});

    const LiveView &m_view;
    std::unique_ptr<Ui::ExportDialog> m_ui;
    ExportJob m_job;
    QTimer m_tick; ///< the counts, while they can be seen
    quint64 m_evicted = 0;
    QString m_folder; ///< of the last file
    QString m_path;   ///< that was written
};

} // namespace gui
