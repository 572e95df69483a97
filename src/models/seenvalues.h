// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterkeys.h"
#include "trace/log.h"

#include <QHash>
#include <QObject>

#include <map>

namespace models {

/// The values that were seen in requests, for completion: of methods, paths, clients, types, hosts … a
/// bounded number each. Lives in the log's thread. A frame that brings more requests than it looks at gives
/// the newest.
class SeenValues : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype mostValues = 400;  ///< of one key; the rarest and oldest go first
    static constexpr qsizetype mostPerFrame = 64; ///< requests looked at per change of the log

    struct Value
    {
        QString text;
        quint64 count = 0; ///< how often it was seen
        quint64 last = 0;  ///< when, counted in values seen
    };

    /// Knows what the log holds and follows it, which must outlive this.
    explicit SeenValues(const trace::Log *log, QObject *parent = nullptr);

    /// Those of a key that contain the text, case apart: first those that begin with it, the most frequent
    /// and among those the newest first.
    [[nodiscard]] std::vector<Value> matching(trace::FilterKey key, QStringView text, qsizetype most) const;

private:
    void look(const trace::Exchange &exchange);
    void see(trace::FilterKey key, QByteArrayView value);
    void lookFrom(trace::Sequence first);

    using Values = QHash<QByteArray, Value>;
    const trace::Log *m_log;
    std::map<trace::FilterKey, Values> m_values;
    quint64 m_clock = 0;
};

} // namespace models
