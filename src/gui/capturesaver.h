// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/filejob.h"
#include "trace/records.h"

namespace trace {
class Log;
} // namespace trace

namespace gui {

/// "Save Capture As": writes what a log holds into a new capture. Cancelled or destroyed meanwhile, it leaves
/// no half file.
class CaptureSaver : public FileJob
{
    Q_OBJECT
public:
    using FileJob::FileJob;
    ~CaptureSaver() override { stop(); }

    /// Takes the records the log holds now. Not while it runs.
    void save(const trace::Log &log, const QString &path);

signals:
    void saved(const QString &path, qsizetype exchanges);

private:
    void run(const QString &path, const trace::Batch &records, qsizetype exchanges);
};

} // namespace gui
