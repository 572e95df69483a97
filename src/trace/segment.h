// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// One thing that happened on a TCP connection, on its way into a packet file.
struct Segment
{
    /// In this order when they carry the same time.
    enum class Kind : quint8 { Opened, FromClient, FromServer, ClientFin, ServerFin, ClientReset, Closed };

    qint64 at = 0; ///< ns since 1970 UTC
    quint64 connection = 0;
    Kind kind = Kind::Opened;
    quint32 length = 0;    ///< bytes of payload on the wire
    QByteArray bytes;      ///< the first of them, as far as they are known
    QByteArray comment;    ///< UTF-8
    Endpoint client;       ///< of Opened
    Endpoint server;       ///< of Opened
    QString diskPath;      ///< behind bytes come those of this file; empty: none
    qint64 fileOffset = 0; ///< where there
    qint64 fileSize = 0;
    qint64 fileModifiedNs = 0;
};

/// Sorts segments by time, then by kind, then by the order they were added in. What does not fit into some
/// megabytes of memory waits in a temporary file. A plain object for one thread.
class SegmentSorter
{
public:
    SegmentSorter();
    ~SegmentSorter();
    Q_DISABLE_COPY_MOVE(SegmentSorter)

    /// False when the temporary file cannot be written; errorString() says why.
    [[nodiscard]] bool add(const Segment &segment);
    /// The next in order, nothing behind the last. No add() after the first next().
    [[nodiscard]] std::optional<Segment> next();
    /// Empty while all went well.
    [[nodiscard]] QString errorString() const;

private:
    struct Store;
    std::unique_ptr<Store> m_store;
};

} // namespace trace
