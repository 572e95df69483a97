// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tally.h"

#include "trace/words.h"

#include <algorithm>

namespace models {
namespace {

constexpr qint64 second = 1'000'000'000;

bool failed(const trace::Exchange &exchange)
{
    const StatusKind kind = statusKind(exchange);
    return kind == StatusKind::ClientError || kind == StatusKind::ServerError || kind == StatusKind::Broken;
}

/// A media type without its parameters.
QByteArrayView typeOf(const QByteArray &contentType)
{
    const auto end = contentType.indexOf(';');
    return QByteArrayView(contentType).first(end < 0 ? contentType.size() : end).trimmed();
}

} // namespace

Tally::Tally()
    : m_seconds(second, 5400)
    , m_minutes(60 * second, 7 * 24 * 60)
{
}

void Tally::count(TopKind kind, QByteArrayView name, const trace::Exchange &exchange)
{
    Counts &counts = m_tops[size_t(kind)].of(name);
    ++counts.requests;
    counts.errors += failed(exchange);
    counts.connections += exchange.ordinal == 1;
    counts.bytes += quint64(exchange.responseBytes);
    counts.durations.add(exchange.durationNs());
}

void Tally::add(const trace::Exchange &exchange)
{
    ++m_requests;
    m_seconds.add(exchange);
    m_minutes.add(exchange);
    m_broken.add(exchange);
    count(TopKind::Status, QByteArray::number(exchange.status), exchange);
    count(TopKind::Outcome, trace::word(exchange.outcome), exchange);
    count(TopKind::Client, exchange.clientAddress(), exchange);
    if (exchange.method.length > 0)
        count(TopKind::Method, exchange.methodText(), exchange);
    if (!exchange.contentType.isEmpty())
        count(TopKind::Type, typeOf(exchange.contentType), exchange);
    if (exchange.target.length == 0)
        return;
    const QByteArrayView path = pathOf(exchange.targetText());
    count(TopKind::Path, path, exchange);
    if (exchange.status == 404)
        count(TopKind::Absent, path, exchange);
    else if (exchange.status > 0 && exchange.status < 400 && !exchange.diskPath.isEmpty())
        count(TopKind::File, exchange.diskPath.toUtf8(), exchange);
}

} // namespace models
