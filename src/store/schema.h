// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "trace/records.h"

#include <QString>

#include <tl/expected.hpp>

namespace store {

/// A capture is an SQLite file in write-ahead-log mode, so it can be read while it is being written, by any
/// tool. Its application_id is "PORT", its user_version the version of what is described here, 2.
/// A capture of version 1 lacks forwarded_for, reasons and close_cause; it gets them when it is opened.
///
/// runs: a row for each time a server recorded into this file
///     run, program ("Porthole 0.1.0"), started_ms, ended_ms (NULL: still running, or it was killed)
/// connections: one row for each accepted connection, the newest record of it
///     run, connection, loop, client_address, client_port, server_address, server_port, state, cause,
///     accepted_ms, accepted_ns, state_since_ns, last_activity_ns, closed_ns, requests, current_request,
///     bytes_in, bytes_out
/// exchanges: one row for each request and its response, the newest record of it
///     run, exchange, connection, ordinal, client_address, client_port, outcome, status, fault, fault_offset,
///     why, started_ms, first_byte_ns, head_complete_ns, request_complete_ns, response_start_ns, finished_ns,
///     request_head, method_offset, method_length, target_offset, target_length, line_offset, line_length,
///     persistence, request_body_bytes, response_head, content_type, body_length, body_sent, disk_path,
///     forwarded_for, reasons, close_cause
/// requests: a view for people: run, exchange, time, client, method, target, status, body_sent, ms, outcome,
/// why
///
/// The columns mean what the members of trace::ConnectionRecord and trace::Exchange mean. _ms is wall clock
/// in ms since 1970 UTC, _ns is the steady clock of that run in ns; what has not happened is NULL. Heads are
/// BLOBs, exactly the bytes on the wire; offsets and lengths count bytes in request_head. state, cause,
/// outcome and fault are the words of trace/words.h, persistence is keep-alive or close. Numbers of
/// connections and exchanges are unique in a run. reasons is a JSON array of {"step", "text"}.
inline constexpr int schemaVersion = 2;
inline constexpr int applicationId = 0x504f5254;

/// Makes the file a capture when it is missing or empty; refuses, in one sentence that says what to do, what
/// is not a capture, damaged, written by a newer Porthole or not writable. Changes nothing in what it
/// refuses.
[[nodiscard]] tl::expected<void, QString> prepare(const QString &path);

/// The sentence for an error of SQLite on that capture.
[[nodiscard]] QString sentence(const QString &path, const QSqlError &error);

/// Statements that write one record, replacing the one with the same run and number. Placeholder 0 is the
/// run, the others are the values below in their order.
[[nodiscard]] QString insertConnection();
[[nodiscard]] QString insertExchange();
[[nodiscard]] QVariantList values(const trace::ConnectionRecord &connection);
[[nodiscard]] QVariantList values(const trace::Exchange &exchange);

} // namespace store
