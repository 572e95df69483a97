// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/savedfilters.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>

namespace gui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gui::SavedFilters)
};

const QString key = QStringLiteral("filter/saved");

} // namespace

QList<SavedFilter> builtInFilters()
{
    return {
        {Text::tr("Errors"), QStringLiteral("is:error")},
        {Text::tr("Not found"), QStringLiteral("status-code:404 | status-code:410")},
        {Text::tr("Broken off"), QStringLiteral("is:broken")},
        {Text::tr("Slow"), QStringLiteral("is:slow")},
        {Text::tr("Slow client or network"), QStringLiteral("stalled:>100ms")},
        {Text::tr("Not from the client’s cache"), QStringLiteral("is:answered -is:cached")},
        {Text::tr("Running now"), QStringLiteral("is:running")},
        {Text::tr("On a used connection"), QStringLiteral("is:reused")},
        {Text::tr("Malformed"), QStringLiteral("is:malformed")},
    };
}

qsizetype SavedFilters::find(const QString &name) const
{
    const auto same
        = [&name](const SavedFilter &entry) { return entry.name.compare(name, Qt::CaseInsensitive) == 0; };
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), same);
    return entry == m_entries.end() ? -1 : entry - m_entries.begin();
}

void SavedFilters::put(const SavedFilter &filter)
{
    const SavedFilter entry{filter.name.simplified(), filter.text};
    if (entry.name.isEmpty())
        return;
    remove(entry.name);
    const auto place = std::upper_bound(
        m_entries.begin(), m_entries.end(), entry,
        [](const SavedFilter &a, const SavedFilter &b) { return a.name.localeAwareCompare(b.name) < 0; });
    m_entries.insert(place, entry);
}

bool SavedFilters::rename(const QString &from, const QString &to)
{
    const qsizetype place = find(from);
    const qsizetype other = find(to.simplified());
    if (place < 0 || to.simplified().isEmpty() || (other >= 0 && other != place))
        return false;
    put({to, m_entries.takeAt(place).text});
    return true;
}

void SavedFilters::remove(const QString &name)
{
    if (const qsizetype place = find(name); place >= 0)
        m_entries.removeAt(place);
}

void SavedFilters::save(QSettings &settings) const
{
    settings.remove(key);
    settings.beginWriteArray(key);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        settings.setArrayIndex(int(i));
        settings.setValue(QStringLiteral("name"), m_entries[i].name);
        settings.setValue(QStringLiteral("text"), m_entries[i].text);
    }
    settings.endArray();
}

void SavedFilters::restore(const QSettings &settings)
{
    m_entries.clear();
    const int count = settings.value(key + QStringLiteral("/size")).toInt();
    for (int i = 1; i <= count; ++i) { // as beginReadArray() has it, which is not for a constant
        const QString entry = QStringLiteral("%1/%2/").arg(key).arg(i);
        put({settings.value(entry + QStringLiteral("name")).toString(),
             settings.value(entry + QStringLiteral("text")).toString()});
    }
}

} // namespace gui
