// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace gui {

/// The filters that were used, and the way back and forth among them from the text that is being written. A
/// value.
class FilterHistory
{
public:
    static constexpr qsizetype most = 50;

    /// Puts it first; one that is there already moves there. Empty text is not kept.
    void add(const QString &text);
    [[nodiscard]] const QStringList &entries() const { return m_entries; } ///< the newest first

    /// The next older than what older() and newer() gave last; the text being written is kept for the way
    /// back. At the oldest it stays.
    [[nodiscard]] QString older(const QString &written);
    /// The next newer; at last the text that was being written.
    [[nodiscard]] QString newer(const QString &written);
    /// The person writes: the next older one is the newest again.
    void startAgain() { m_place = -1; }

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

private:
    QStringList m_entries;
    QString m_draft;        ///< what was being written
    qsizetype m_place = -1; ///< in m_entries; -1: at the draft
};

} // namespace gui
