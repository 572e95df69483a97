// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lines.h"

namespace trace {

LinesExporter::LinesExporter(QIODevice &device, ExportOptions options, LogFormat format)
    : Exporter(device, std::move(options))
    , m_formatter(format)
{
}

Written LinesExporter::writeExchange(const Exchange &exchange, const ConnectionRecord * /*connection*/)
{
    m_line.clear();
    // The formatter only looks at it: the pointer owns nothing.
    m_formatter.append(m_line, ExchangePtr(ExchangePtr(), &exchange));
    return write(m_line);
}

} // namespace trace
