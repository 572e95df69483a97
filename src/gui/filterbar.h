// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QSettings;
namespace models {
class SeenValues;
}
namespace Ui {
class FilterBar;
}

namespace gui {

class FilterCompletion;
class FilterHelp;
class FilterInput;
class FilterShelf;

/// What is shown, and what is highlighted: two filters, the first of which can be turned off without losing
/// its text, and what else narrows the tables, as chips. Invalid text is marked where it is wrong and never
/// applied: the last valid filter stays. Lives in the window's thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// The buttons look and act as these actions do.
    void setActions(QAction *pause, QAction *clear);
    /// Turns the filter on and off, for a menu; its key works already.
    [[nodiscard]] QAction *toggleAction() const { return m_toggle; }
    /// Where proposed values come from; must outlive this.
    void setSeenValues(const models::SeenValues *seen);

    [[nodiscard]] QString text() const;
    /// Also turns the filter on.
    void setText(const QString &text);
    /// Adds a term to what is there; one that is there already is not repeated, and one that says the
    /// opposite goes.
    void addTerm(const QString &term);
    void focusFilter();
    /// The filter as it is to be applied: empty while it is turned off.
    [[nodiscard]] trace::Filter filter() const;

    /// What the tables show, for the line "37 of 1,204".
    struct Counts
    {
        qsizetype matching = 0;
        qsizetype total = 0;
        qsizetype waiting = 0; ///< came while paused
        bool rebuilding = false;
        int percent = 0; ///< of the rebuilding
    };
    void showCounts(const Counts &counts);
    /// The connection the requests are narrowed to, as a chip that can be removed.
    void showConnection(std::optional<quint64> id);
    /// The span of time that everything is narrowed to, in words, as a chip that can be removed; empty: none.
    void showSpan(const QString &text);

    /// Texts, history, saved filters and what is open.
    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void filterChanged(const trace::Filter &filter);    ///< a valid one, or the empty one while turned off
    void highlightChanged(const trace::Filter &filter); ///< the same; empty while its line is closed
    void connectionReleased();                          ///< the chip was removed
    void spanReleased();                                ///< the same
    void rebuildCancelled();                            ///< rebuilding is to be given up

private:
    void connectField();
    void connectButtons();
    void apply();
    void applyHighlight();
    void explain();
    void explainHighlight();
    void step(bool older);
    void remember();
    void stop();

    std::unique_ptr<Ui::FilterBar> m_ui;
    QAction *m_toggle;
    FilterInput *m_input;
    FilterInput *m_highlight;
    FilterCompletion *m_completion;
    FilterCompletion *m_highlightCompletion;
    FilterShelf *m_shelf;
    FilterHelp *m_help = nullptr; ///< made when it is wanted
    trace::Filter m_shown;        ///< what the tables go by, as far as it is known
    bool m_isStopped = false;     ///< filter() was given up before it was shown
};

} // namespace gui
