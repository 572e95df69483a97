// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"

namespace trace {

/// Exports as an HTTP Archive 1.2, one entry a line. Fields of ours begin with an underscore;
/// docs/exports.md lists them.
class HarExporter : public Exporter
{
public:
    HarExporter(QIODevice &device, ExportOptions options);

private:
    Written writeStart() override;
    Written writeExchange(const Exchange &exchange, const ConnectionRecord *connection) override;
    Written writeEnd() override;

    bool m_isFirst = true;
};

/// One entry. The connection may be unknown.
[[nodiscard]] QByteArray harEntry(const Exchange &exchange, const ConnectionRecord *connection,
                                  const ExportOptions &options);

} // namespace trace
