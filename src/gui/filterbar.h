// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
namespace Ui {
class FilterBar;
}

namespace gui {

/// The second row: which requests are shown. Invalid text is marked where it is wrong and never applied.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// The buttons look and act as these actions do.
    void setActions(QAction *pause, QAction *clear);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    /// Adds a term to what is there; a term that is there already is not repeated.
    void addTerm(const QString &term);
    void focusFilter();

    /// What the tables show, for the line "37 of 1,204".
    struct Counts
    {
        qsizetype matching = 0;
        qsizetype total = 0;
        qsizetype waiting = 0; ///< came while paused
        bool rebuilding = false;
    };
    void showCounts(const Counts &counts);
    /// The connection the requests are narrowed to, as a chip that can be removed.
    void showConnection(std::optional<quint64> id);

signals:
    void filterChanged(const trace::Filter &filter); ///< a valid one
    void connectionReleased();                       ///< the chip was removed

private:
    void parse();

    std::unique_ptr<Ui::FilterBar> m_ui;
};

} // namespace gui
