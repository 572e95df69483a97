// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QSettings;

namespace gui {

struct SavedFilter
{
    QString name;
    QString text;

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// The filters that come with the program.
[[nodiscard]] QList<SavedFilter> builtInFilters();

/// The filters that the person gave names, in the order of their names. A value.
class SavedFilters
{
public:
    [[nodiscard]] const QList<SavedFilter> &entries() const { return m_entries; }
    /// Takes the place of one with the same name. Without a name nothing is saved.
    void put(const SavedFilter &filter);
    /// False when the new name is empty or another one has it already.
    bool rename(const QString &from, const QString &to);
    void remove(const QString &name);

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

private:
    [[nodiscard]] qsizetype find(const QString &name) const;
    QList<SavedFilter> m_entries;
};

} // namespace gui
