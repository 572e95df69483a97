// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "store/insertion.h"

#include <QCache>
#include <QSqlQuery>

#include <array>

namespace store {

/// Writes bytes that many exchanges have in common once: the first time they stand in the exchange's row,
/// from the second time on there is a number of a row of their own. Known are pieces of memory, not texts:
/// the loop's records share what is the same. For the thread that writes the capture.
class ContentsWriter
{
public:
    [[nodiscard]] static tl::expected<ContentsWriter, QSqlError> open(const QSqlDatabase &database);

    /// What is put for these bytes into a row of that run and exchange: the bytes, or their number.
    [[nodiscard]] tl::expected<Value, QSqlError> put(const QByteArray &bytes, qint64 run, quint64 exchange);
    /// Numbers that were given may be gone from the file.
    void forget() { m_places = {}; }

private:
    struct Place
    {
        QByteArray bytes;   ///< kept, so that no others get their address
        qint64 content = 0; ///< 0: written in a row of an exchange only
        quint64 until = 0;  ///< the last exchange that may refer to it
    };

    Insertion m_insertion;
    qint64 m_next = 0;
    std::array<Place, 256> m_places;
};

/// Gives them back. For the thread that reads the capture.
class ContentsReader
{
public:
    explicit ContentsReader(const QSqlDatabase &database);

    /// Empty when there are none of that number; an error when that cannot be told.
    [[nodiscard]] tl::expected<QByteArray, QSqlError> bytes(qint64 content);

private:
    QSqlQuery m_query;
    QCache<qint64, QByteArray> m_known;
};

/// Takes out what no exchange refers to any more, once exchanges were taken out.
[[nodiscard]] tl::expected<void, QSqlError> evictContents(Connection &connection);

} // namespace store
