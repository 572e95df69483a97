// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"
#include "models/labpointsmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSettings;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace gui {

class ElidedLabel;
class LabPlots;

/// What the lab has measured, as plots or as the table of their numbers, and how to keep it.
class LabResults : public QWidget
{
    Q_OBJECT
public:
    explicit LabResults(QWidget *parent = nullptr);

    /// Takes away what was shown, for another run with these options.
    void begin(const lab::Options &options);
    void add(lab::Loop loop, const lab::Point &point);
    /// All of it, as it stands in the files that are saved.
    void finish(const lab::Result &result);
    [[nodiscard]] const lab::Result &result() const { return m_result; }

    /// Writes what is shown: a picture (png, svg) or the numbers (csv, json), as the ending says. The error
    /// is one sentence.
    [[nodiscard]] tl::expected<void, QString> saveTo(const QString &path);

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void failed(const QString &sentence); ///< what was to be saved could not be

private:
    void makeControls();
    void makeTable();
    void showPart();
    void askWhere();

    lab::Result m_result;
    models::LabPointsModel m_model;
    QComboBox *m_scale;
    QToolButton *m_asTable;
    QToolButton *m_save;
    ElidedLabel *m_reading;
    QStackedWidget *m_parts;
    QLabel *m_nothing;
    QLabel *m_remarks;
    LabPlots *m_plots;
    QTableView *m_table;
};

} // namespace gui
