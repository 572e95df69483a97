// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recording.h"

#include "trace/collector.h"

#include <QFileInfo>
#include <QLocale>

namespace gui {

Recording::Recording(trace::Collector &collector, QObject *parent)
    : QObject(parent)
    , m_collector(collector)
{
    connect(&m_writer, &store::CaptureWriter::failed, this, &Recording::failed);
}

tl::expected<void, QString> Recording::start(const QString &path)
{
    stop();
    if (auto opened = m_writer.open(path, m_limits); !opened)
        return opened;
    m_path = path;
    m_exchanges = 0;
    m_lostBefore = m_writer.lost();
    m_evictedBefore = m_writer.evicted();
    connect(&m_collector, &trace::Collector::batch, this, &Recording::count);
    connect(&m_collector, &trace::Collector::batch, &m_writer, &store::CaptureWriter::write);
    emit onChanged(true);
    return {};
}

void Recording::setLimits(store::CaptureLimits limits)
{
    m_limits = limits;
    m_writer.setLimits(limits);
}

void Recording::stop()
{
    if (!isOn())
        return;
    m_collector.drain();
    disconnect(&m_collector, nullptr, &m_writer, nullptr);
    disconnect(&m_collector, nullptr, this, nullptr);
    m_writer.close();
    emit onChanged(false);
}

void Recording::count(const trace::Batch &batch)
{
    for (const trace::Record &record : batch) {
        const auto *exchange = std::get_if<trace::ExchangePtr>(&record);
        if (exchange && (*exchange)->outcome != trace::Outcome::InProgress)
            ++m_exchanges;
    }
}

qint64 Recording::fileBytes() const
{
    return QFileInfo(m_path).size() + QFileInfo(m_path + QStringLiteral("-wal")).size();
}

quint64 Recording::lost() const
{
    return m_writer.lost() - m_lostBefore;
}

quint64 Recording::evicted() const
{
    return m_writer.evicted() - m_evictedBefore;
}

QString Recording::state() const
{
    if (!isOn())
        return {};
    const QLocale locale;
    const QString file = QFileInfo(m_path).fileName();
    QString text = m_exchanges == 1
        ? tr("recording into %1: 1 request").arg(file)
        : tr("recording into %1: %2 requests").arg(file, locale.toString(m_exchanges));
    if (evicted() > 0)
        text += tr(" · %1 evicted").arg(locale.toString(evicted()));
    if (lost() > 0)
        text += tr(" · %1 lost").arg(locale.toString(lost()));
    return text;
}

} // namespace gui
