// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturesaver.h"

#include "store/capturesave.h"
#include "trace/log.h"

namespace gui {

void CaptureSaver::save(const trace::Log &log, const QString &path)
{
    Q_ASSERT(!isRunning());
    trace::Batch records;
    records.reserve(size_t(log.connections().size() + log.exchanges().size()) + log.loopSamples().size()
                    + log.tcpSamples().size());
    for (auto row = log.connections().first(); row < log.connections().end(); ++row)
        records.emplace_back(log.connections().at(row));
    for (auto row = log.exchanges().first(); row < log.exchanges().end(); ++row)
        records.emplace_back(log.exchanges().at(row));
    records.insert(records.end(), log.loopSamples().begin(), log.loopSamples().end());
    records.insert(records.end(), log.tcpSamples().begin(), log.tcpSamples().end());
    start([this, path, records = std::move(records), exchanges = log.exchanges().size()] {
        run(path, records, exchanges);
    });
}

// The saving thread. It shares with the window's the records, which nobody changes, and what FileJob says.
void CaptureSaver::run(const QString &path, const trace::Batch &records, qsizetype exchanges)
{
    const auto saved = store::saveCapture(path, records, [&](size_t done) {
        tellProgress(done, records.size());
        return !isCancelled();
    });
    if (!saved)
        finish([this, sentence = saved.error()] { emit failed(sentence); });
    else if (*saved)
        finish([this, path, exchanges] { emit this->saved(path, exchanges); });
    else
        finish([this] { emit cancelled(); });
}

} // namespace gui
