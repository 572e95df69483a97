// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <tl/expected.hpp>

#include <functional>
#include <limits>
#include <optional>

namespace store {

class Connection;
class ContentsReader;

/// A run in a capture.
struct Run
{
    qint64 number = 0;
    QString program;
    qint64 startedMs = 0; ///< wall clock, ms since 1970 UTC
    qint64 endedMs = 0;   ///< 0: it goes on, or was killed
    quint64 connections = 0;
    quint64 exchanges = 0;
    quint64 evicted = 0; ///< exchanges that were taken out while it was recorded

    friend bool operator==(const Run &, const Run &) = default;
};

/// Whether the first bytes of a file are those of a capture, whatever its name and state.
[[nodiscard]] bool looksLikeCapture(const QString &path);

/// Reads a capture, of this or an older version, be it that somebody writes it; changes nothing. For the
/// thread that opened it. Errors are one sentence.
class CaptureReader
{
public:
    /// Refuses what is not there, not a capture, damaged or of a newer Porthole.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureReader>, QString> open(const QString &path);
    ~CaptureReader();
    Q_DISABLE_COPY_MOVE(CaptureReader)

    [[nodiscard]] const QString &path() const { return m_path; }
    /// In the order they were recorded.
    [[nodiscard]] tl::expected<std::vector<Run>, QString> runs();
    /// That run as it is now; nothing when it is not there.
    [[nodiscard]] tl::expected<std::optional<Run>, QString> run(qint64 number);

    /// What is handed each batch; false ends the reading.
    using Take = std::function<bool(const trace::Batch &)>;
    /// Everything of a run in the order of its time, in batches of that many records: connections by their
    /// acceptance, exchanges by their first byte, samples by theirs; without what was over
    /// before that moment. Holds one batch.
    [[nodiscard]] tl::expected<void, QString> read(qint64 run, const Take &take, size_t batchSize = 1000,
                                                   trace::SteadyNs from = beginning);
    static constexpr trace::SteadyNs beginning = std::numeric_limits<trace::SteadyNs>::min();
    /// What was written to that run since the last read() or readNew(), in the order it was written.
    [[nodiscard]] tl::expected<trace::Batch, QString> readNew(qint64 run);

private:
    CaptureReader(QString path, std::unique_ptr<Connection> connection, int version);
    [[nodiscard]] tl::expected<std::vector<Run>, QString> runsThat(const QString &condition);
    template <typename T>
    class Cursor;
    template <typename T>
    [[nodiscard]] tl::expected<void, QString> readNew(qint64 run, qint64 &last, trace::Batch &batch);

    struct Place ///< the rowid of the newest that was read, for each table
    {
        qint64 connections = 0, exchanges = 0, loopSamples = 0, tcpSamples = 0;
    };

    QString m_path;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ContentsReader> m_contents; ///< none before version 5
    int m_version;
    Place m_read;
};

} // namespace store
