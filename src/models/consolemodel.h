// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/console.h"
#include "trace/log.h"

#include <QAbstractListModel>
#include <QPalette>

#include <deque>

namespace models {

/// What the article's server would have printed, line for line, newest last. Bounded: the oldest lines go
/// first and are counted. Lives in the window's thread.
class ConsoleModel : public QAbstractListModel
{
    Q_OBJECT
public:
    /// The log must outlive the model.
    explicit ConsoleModel(const trace::Log *log, qsizetype limit = 50000, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] const trace::ConsoleLine &line(int row) const { return m_lines[size_t(row)]; }

    [[nodiscard]] quint64 evicted() const { return m_evicted; } ///< lines that went for lack of room
    /// The view stops; lines are gathered and come in one step when it resumes.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    void clear(); ///< not counted as evicted
    /// Colours for Qt::ForegroundRole follow this palette.
    void setPalette(const QPalette &palette);

    /// What became of the article's ----1 and ----3, in plain words.
    [[nodiscard]] static QString explanation();
    /// What a line of that kind says, and what the article's loop had to do for it.
    [[nodiscard]] static QString explanation(trace::ConsoleLine::Kind kind);

private:
    void take(const trace::LogChange &change);
    void show();

    const trace::Log *m_log;
    size_t m_limit;
    std::deque<trace::ConsoleLine> m_lines;
    std::deque<trace::ConsoleLine> m_waiting; ///< while paused
    trace::Console m_console;
    quint64 m_evicted = 0;
    bool m_paused = false;
    QPalette m_palette;
};

} // namespace models
