// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"

namespace trace {

/// Exports as comma-separated values with a header row (RFC 4180), in UTF-8. A spreadsheet takes a cell that
/// begins with = + - @ for a formula: an apostrophe in front makes it text.
class CsvExporter : public Exporter
{
public:
    CsvExporter(QIODevice &device, ExportOptions options)
        : Exporter(device, std::move(options))
    {
    }

private:
    Written writeStart() override;
    Written writeExchange(const Exchange &exchange, const ConnectionRecord *connection) override;
    Written writeEnd() override { return {}; }

    QByteArray m_row;
};

/// Appends one cell: text that came from elsewhere, made harmless.
void appendCsvCell(QByteArray &out, QByteArrayView text);

} // namespace trace
