// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterhistory.h"

#include <QSettings>

namespace gui {

namespace {

const QString key = QStringLiteral("filter/history");

} // namespace

void FilterHistory::add(const QString &text)
{
    const QString entry = text.trimmed();
    startAgain();
    if (entry.isEmpty())
        return;
    m_entries.removeOne(entry);
    m_entries.prepend(entry);
    if (m_entries.size() > most)
        m_entries.removeLast();
}

QString FilterHistory::older(const QString &written)
{
    if (m_place < 0)
        m_draft = written;
    // What is written already would look as if nothing had happened.
    qsizetype next = m_place + 1;
    if (m_place < 0 && next < m_entries.size() && m_entries[next] == written.trimmed())
        ++next;
    if (next >= m_entries.size())
        return written;
    m_place = next;
    return m_entries[m_place];
}

QString FilterHistory::newer(const QString &written)
{
    if (m_place < 0)
        return written;
    --m_place;
    return m_place < 0 ? m_draft : m_entries[m_place];
}

void FilterHistory::save(QSettings &settings) const
{
    settings.setValue(key, m_entries);
}

void FilterHistory::restore(const QSettings &settings)
{
    m_entries = settings.value(key).toStringList().mid(0, most);
    startAgain();
}

} // namespace gui
