// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterterms.h"

#include "trace/filtersubject.h"
#include "trace/filterwrite.h"
#include "trace/words.h"

namespace gui {
namespace {

using trace::FilterKey;
using trace::Relation;

/// What came instead of a request is looked for as it is.
QString pathTerm(const trace::Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return target.isEmpty() ? trace::anywhereTerm(QString::fromUtf8(models::targetOrLine(exchange)))
                            : trace::exactTerm(FilterKey::Path, target);
}

/// Of a closed one, why it was closed.
QString stateTerm(const trace::ConnectionRecord &connection)
{
    return connection.state == trace::State::Closed
        ? trace::wordTerm(FilterKey::Close, trace::word(connection.cause))
        : trace::wordTerm(FilterKey::State, trace::word(connection.state));
}

/// Of an open one, the line that is coming in.
QString currentTerm(const trace::ConnectionRecord &connection)
{
    if (connection.state == trace::State::Closed)
        return stateTerm(connection);
    const QByteArray line = connection.currentRequest.left(connection.currentRequest.indexOf('\n'));
    return trace::anywhereTerm(QString::fromUtf8(line.trimmed()));
}

} // namespace

QString filterTerm(const trace::Exchange &exchange, models::RequestColumn column)
{
    using enum models::RequestColumn;
    switch (column) {
    case Id: return trace::numberTerm(FilterKey::Id, Relation::Equal, qint64(exchange.id));
    case Time: return trace::numberTerm(FilterKey::Time, Relation::GreaterOrEqual, exchange.startedMs);
    case Connection: return trace::numberTerm(FilterKey::Conn, Relation::Equal, qint64(exchange.connection));
    case Client: return trace::exactTerm(FilterKey::Client, exchange.clientAddress());
    case Method: return trace::exactTerm(FilterKey::Method, exchange.methodText());
    case Path: return pathTerm(exchange);
    case Status: return trace::statusTerm(exchange.status);
    case Type: return trace::exactTerm(FilterKey::MimeType, exchange.contentType);
    case Size: return trace::amountTerm(FilterKey::Size, exchange.bodySent);
    case Duration:
        return exchange.durationNs() < 0 ? trace::wordTerm(FilterKey::Is, "running")
                                         : trace::amountTerm(FilterKey::Duration, exchange.durationNs());
    case Outcome: return trace::wordTerm(FilterKey::Outcome, trace::word(exchange.outcome));
    }
    Q_UNREACHABLE();
}

QString filterTerm(const trace::ConnectionRecord &connection, models::ConnectionColumn column)
{
    using enum models::ConnectionColumn;
    switch (column) {
    case Id: return trace::numberTerm(FilterKey::Conn, Relation::Equal, qint64(connection.id));
    case Client: return trace::exactTerm(FilterKey::Client, connection.client.address);
    case Idle:
    case State: return stateTerm(connection);
    case Requests:
        return trace::numberTerm(FilterKey::Requests, Relation::Equal, qint64(connection.requests));
    case Current: return currentTerm(connection);
    case BytesIn: return trace::amountTerm(FilterKey::BytesIn, qint64(connection.bytesIn));
    case BytesOut: return trace::amountTerm(FilterKey::BytesOut, qint64(connection.bytesOut));
    case Age: return trace::amountTerm(FilterKey::Age, trace::ageAsRecorded(connection));
    }
    Q_UNREACHABLE();
}

QUrl requestUrl(const trace::Exchange &exchange, const QUrl &base)
{
    const QByteArrayView target = exchange.targetText();
    if (!target.startsWith('/') || !base.isValid())
        return {};
    QByteArray address = base.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery);
    address.append(target);
    return QUrl::fromEncoded(address);
}

} // namespace gui
