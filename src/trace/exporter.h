// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QIODevice>

#include <tl/expected.hpp>

/// What happened, written for other programs. docs/exports.md describes each format.
namespace trace {

enum class ExportFormat : quint8 { Har, Pcapng, Csv, JsonLines, Combined };
inline constexpr ExportFormat exportFormats[] = {ExportFormat::Har, ExportFormat::Pcapng, ExportFormat::Csv,
                                                 ExportFormat::JsonLines, ExportFormat::Combined};

/// "har", "pcapng", "csv", "jsonl", "combined": for the command line, never translated.
[[nodiscard]] QByteArrayView word(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormat(QByteArrayView name);
/// What a person calls it: "HTTP Archive (HAR)".
[[nodiscard]] QString title(ExportFormat format);
/// How its files end, without the dot: "har", "log".
[[nodiscard]] QString fileSuffix(ExportFormat format);
/// Whether the format has a place for bodies.
[[nodiscard]] bool takesBodies(ExportFormat format);
/// Whether a request that has not ended is written, as far as it came: a log has lines only of what has.
[[nodiscard]] bool takesRunning(ExportFormat format);

struct ExportOptions
{
    bool withSecrets = false; ///< leave what redact.h covers as it is
    bool withBodies = true;
    qint64 bodyLimit = 1024 * 1024; ///< HAR: most bytes of content of one message, and of it decoded
    QString filter;      ///< what the exchanges were chosen by, to be said in the file; may be empty
    quint64 evicted = 0; ///< exchanges that happened and are not there to be exported
};

using Written = tl::expected<void, QString>;

/// Writes exchanges into a device, one after the other; the memory it needs does not grow with their number.
/// begin(), any number of add() in the order of their ids, end(). An error is one sentence; nothing more
/// is to be called after it. For one thread at a time; reads bodies from the disk, so not for the window's.
class Exporter
{
public:
    virtual ~Exporter() = default;
    Q_DISABLE_COPY_MOVE(Exporter)

    [[nodiscard]] Written begin();
    /// The newest records of an exchange and, where it is known, of its connection.
    [[nodiscard]] Written add(const Exchange &exchange, const ConnectionRecord *connection);
    [[nodiscard]] Written end();

protected:
    Exporter(QIODevice &device, ExportOptions options);

    [[nodiscard]] virtual Written writeStart() = 0;
    /// The exchange is redacted already, if that was asked for.
    [[nodiscard]] virtual Written writeExchange(const Exchange &exchange, const ConnectionRecord *connection)
        = 0;
    [[nodiscard]] virtual Written writeEnd() = 0;

    [[nodiscard]] Written write(QByteArrayView bytes);
    [[nodiscard]] const ExportOptions &options() const { return m_options; }
    /// What the file says about itself: who wrote it, the filter, whether secrets are covered.
    [[nodiscard]] QString remark() const;

private:
    QIODevice &m_device;
    ExportOptions m_options;
};

/// The device must be open for writing and outlive the exporter.
[[nodiscard]] std::unique_ptr<Exporter> makeExporter(ExportFormat format, QIODevice &device,
                                                     const ExportOptions &options = {});

} // namespace trace
