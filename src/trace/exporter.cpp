// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/exporter.h"

#include "trace/csv.h"
#include "trace/har.h"
#include "trace/lines.h"
#include "trace/pcapng.h"
#include "trace/redact.h"

#include <QCoreApplication>

namespace trace {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

} // namespace

QByteArrayView word(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Har: return "har";
    case ExportFormat::Pcapng: return "pcapng";
    case ExportFormat::Csv: return "csv";
    case ExportFormat::JsonLines: return "jsonl";
    case ExportFormat::Combined: return "combined";
    }
    Q_UNREACHABLE();
}

std::optional<ExportFormat> exportFormat(QByteArrayView name)
{
    for (const ExportFormat format : exportFormats) {
        if (word(format) == name)
            return format;
    }
    return std::nullopt;
}

QString title(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Har: return text("HTTP Archive (HAR)");
    case ExportFormat::Pcapng: return text("Packets for Wireshark (pcapng)");
    case ExportFormat::Csv: return text("Table (CSV)");
    case ExportFormat::JsonLines: return text("JSON lines");
    case ExportFormat::Combined: return text("Access log (combined)");
    }
    Q_UNREACHABLE();
}

QString fileSuffix(ExportFormat format)
{
    return format == ExportFormat::Combined ? QStringLiteral("log") : QString::fromLatin1(word(format));
}

bool takesBodies(ExportFormat format)
{
    return format == ExportFormat::Har || format == ExportFormat::Pcapng;
}

bool takesRunning(ExportFormat format)
{
    return format != ExportFormat::JsonLines && format != ExportFormat::Combined;
}

Exporter::Exporter(QIODevice &device, ExportOptions options)
    : m_device(device)
    , m_options(std::move(options))
{
}

Written Exporter::begin()
{
    return writeStart();
}

Written Exporter::add(const Exchange &exchange, const ConnectionRecord *connection)
{
    return m_options.withSecrets ? writeExchange(exchange, connection)
                                 : writeExchange(redacted(exchange), connection);
}

Written Exporter::end()
{
    return writeEnd();
}

Written Exporter::write(QByteArrayView bytes)
{
    if (m_device.write(bytes.data(), bytes.size()) == bytes.size())
        return {};
    return tl::unexpected(text("The export cannot be written: %1.").arg(m_device.errorString()));
}

QString Exporter::remark() const
{
    QString remark = m_options.withSecrets
        ? QStringLiteral("Secrets are included.")
        : QStringLiteral("Credentials and the values of cookies are replaced by asterisks.");
    if (!m_options.filter.isEmpty())
        remark += QStringLiteral(" Only what matches: ") + m_options.filter + u'.';
    if (m_options.evicted > 0)
        remark += QStringLiteral(" %1 earlier exchanges are not here: there was no room to keep them.")
                      .arg(m_options.evicted);
    return remark;
}

std::unique_ptr<Exporter> makeExporter(ExportFormat format, QIODevice &device, const ExportOptions &options)
{
    switch (format) {
    case ExportFormat::Har: return std::make_unique<HarExporter>(device, options);
    case ExportFormat::Pcapng: return std::make_unique<PcapngExporter>(device, options);
    case ExportFormat::Csv: return std::make_unique<CsvExporter>(device, options);
    case ExportFormat::JsonLines: return std::make_unique<LinesExporter>(device, options, LogFormat::Json);
    case ExportFormat::Combined: return std::make_unique<LinesExporter>(device, options, LogFormat::Combined);
    }
    Q_UNREACHABLE();
}

} // namespace trace
