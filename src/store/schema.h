// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "store/contents.h"
#include "store/insertion.h"
#include "trace/records.h"

#include <QString>

#include <tl/expected.hpp>

namespace store {

/// A capture is an SQLite file in write-ahead-log mode, so it can be read while it is being written, by any
/// tool. Its application_id is "PORT", its user_version the version of what is described here, 5.
/// Version 1 lacks forwarded_for, reasons and close_cause; version 2 lacks what stands behind them in each
/// list, and the tables of samples; version 3 lacks continued_ns, version 4 contents. An older capture gets
/// them when it is opened to be written; to read it, nothing is changed.
///
/// runs: a row for each time a server recorded into this file
///     run, program ("Porthole 0.1.0"), started_ms, ended_ms (NULL: still running, or it was killed), evicted
///     (exchanges that were taken out while it ran, because the file was full or they were old)
/// connections: one row for each accepted connection, the newest record of it
///     run, connection, loop, client_address, client_port, server_address, server_port, state, cause,
///     accepted_ms, accepted_ns, state_since_ns, last_activity_ns, closed_ns, requests, current_request,
///     bytes_in, bytes_out, accept_wait_ns, reads, writes, empty_reads, full_buffers, client_fin_ns,
///     server_fin_ns, acknowledged_ns, tcp
/// exchanges: one row for each request and its response, the newest record of it
///     run, exchange, connection, ordinal, client_address, client_port, outcome, status, fault, fault_offset,
///     why, started_ms, first_byte_ns, head_complete_ns, request_complete_ns, response_start_ns, finished_ns,
///     request_head, method_offset, method_length, target_offset, target_length, line_offset, line_length,
///     persistence, request_body_bytes, response_head, content_type, body_length, body_sent, disk_path,
///     forwarded_for, reasons, close_cause, first_sent_ns, body_acknowledged, request_body, response_body,
///     response_bytes, file_offset, file_size, file_modified_ns, transfers, holds, disk_ns, stalled_ns,
///     throttled_ns, blocked_ns, loop_lag_ns, backlog_max, tcp, continued_ns
/// contents: bytes that several exchanges have in common. Where in request_head, response_head or
/// response_body there is an integer, it is the number of a content
///     content, run, until (the last exchange of that run that may refer to it), bytes
/// loop_samples: how the loops were doing, ten times a second
///     run, loop, at_ns, lag_ns, open, accept_queue, accept_limit, overflows
/// tcp_samples: the same of connections that somebody looked at
///     run, connection, at_ns, backlog, tcp
/// requests: a view for people: run, exchange, time, client, method, target, status, body_sent, ms, outcome,
/// why
///
/// The columns mean what the members of trace::ConnectionRecord, Exchange, LoopSample and TcpSample mean. _ms
/// is wall clock in ms since 1970 UTC, _ns is the steady clock of that run in ns; what has not happened or is
/// not known is NULL. Heads and bodies are BLOBs, exactly the bytes on the wire; offsets and lengths count
/// bytes in request_head. state, cause, outcome and fault are the words of trace/words.h, persistence is
/// keep-alive or close. Numbers of connections and exchanges are unique in a run. reasons is a JSON array of
/// {"step", "text"}, transfers one of [at_ns, bytes, turns, "read" | "write" | "empty-read" | "full-buffer"],
/// holds one of [from_ns, until_ns], tcp an object with the figures the kernel gave.
inline constexpr int schemaVersion = 5;
inline constexpr int applicationId = 0x504f5254;

/// Makes the file a capture when it is missing or empty; refuses, in one sentence that says what to do, what
/// is not a capture, damaged, written by a newer Porthole or not writable. Changes nothing in what it
/// refuses.
[[nodiscard]] tl::expected<void, QString> prepare(const QString &path);

/// Whether a capture can be read: its version, or in one sentence why not. Changes nothing.
[[nodiscard]] tl::expected<int, QString> readable(Connection &connection, const QString &path);

/// What is done with a capture, for the sentence when it fails.
enum class Purpose : quint8 { Write, Read };
/// The sentence for an error of SQLite on that capture.
[[nodiscard]] QString sentence(const QString &path, const QSqlError &error, Purpose purpose = Purpose::Write);

/// The table of records of that type, and the statement that writes one, replacing the one with the same run
/// and number.
template <typename T>
[[nodiscard]] QString insertStatement();
/// Writes a record by that statement.
template <typename T>
[[nodiscard]] tl::expected<void, QSqlError> write(Insertion &insertion, ContentsWriter &contents, qint64 run,
                                                  const T &record);
/// Reads all records of a run that are of that type, oldest first, those written behind a rowid that
/// were not over before a moment. Placeholder 0 is the run, 1 that rowid, 2 that moment; the first column is
/// the rowid, the others are those a capture of that version has.
template <typename T>
[[nodiscard]] QString selectStatement(int version);

} // namespace store
