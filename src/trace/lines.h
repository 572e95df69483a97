// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/accesslog.h"
#include "trace/exporter.h"

namespace trace {

/// Exports as an access log would have been written. What still runs is left out, as it is there.
class LinesExporter : public Exporter
{
public:
    LinesExporter(QIODevice &device, ExportOptions options, LogFormat format);

private:
    Written writeStart() override { return {}; }
    Written writeExchange(const Exchange &exchange, const ConnectionRecord *connection) override;
    Written writeEnd() override { return {}; }

    LogFormatter m_formatter;
    QByteArray m_line;
};

} // namespace trace
