// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/console.h"
#include "trace/filterterm.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace trace {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

} // namespace

Needle::Needle(const QString &text)
    : m_text(text)
    , m_bytes(text.toLower().toUtf8())
    , m_ascii(std::all_of(m_bytes.cbegin(), m_bytes.cend(), [](char c) { return (c & 0x80) == 0; }))
{
}

bool Needle::in(QByteArrayView bytes) const
{
    if (!m_ascii)
        return QString::fromUtf8(bytes).contains(m_text, Qt::CaseInsensitive);
    const auto found = std::search(bytes.begin(), bytes.end(), m_bytes.cbegin(), m_bytes.cend(),
                                   [](char a, char b) { return lower(a) == b; });
    return found != bytes.end();
}

bool Needle::inTarget(QByteArrayView target) const
{
    return in(target) || (target.contains('%') && in(QByteArray::fromPercentEncoding(target.toByteArray())));
}

bool Needle::equals(QByteArrayView bytes) const
{
    return bytes.compare(m_bytes, Qt::CaseInsensitive) == 0;
}

namespace {

/// A trusted proxy's word for the client's address has no port.
bool clientIn(const Needle &needle, const Exchange &exchange)
{
    return needle.in(exchange.forwardedFor.isEmpty() ? exchange.client.text() : exchange.forwardedFor);
}

bool wordIn(const Needle &needle, const Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return (target.isEmpty() ? needle.in(receivedLine(exchange))
                             : needle.in(exchange.methodText()) || needle.inTarget(target))
        || (exchange.status > 0 && needle.in(QByteArray::number(exchange.status)))
        || clientIn(needle, exchange) || needle.in(exchange.contentType) || needle.in(exchange.why.toUtf8());
}

bool wordIn(const Needle &needle, const ConnectionRecord &connection)
{
    return needle.in(connection.client.text()) || needle.inTarget(connection.currentRequest)
        || (connection.cause != CloseCause::Open && needle.in(sentence(connection.cause).toUtf8()));
}

bool holds(Relation relation, int status, int value)
{
    if (status == 0)
        return false;
    switch (relation) {
    case Relation::Equal: return status == value;
    case Relation::Less: return status < value;
    case Relation::LessOrEqual: return status <= value;
    case Relation::Greater: return status > value;
    case Relation::GreaterOrEqual: return status >= value;
    case Relation::Class: return status / 100 == value;
    }
    return false;
}

} // namespace

bool Filter::Term::isIn(const Exchange &exchange) const
{
    switch (key) {
    case FilterKey::Word: return wordIn(needle, exchange);
    case FilterKey::Method: return needle.equals(exchange.methodText());
    case FilterKey::Path: return needle.inTarget(exchange.targetText());
    case FilterKey::Status: return holds(relation, exchange.status, int(number));
    case FilterKey::Client: return clientIn(needle, exchange);
    case FilterKey::Conn: return exchange.connection == quint64(number);
    case FilterKey::MimeType: return needle.in(exchange.contentType);
    case FilterKey::Outcome: return exchange.outcome == outcome;
    case FilterKey::LargerThan: return exchange.bodySent >= number;
    }
    return false;
}

bool Filter::Term::isIn(const ConnectionRecord &connection) const
{
    switch (key) {
    case FilterKey::Word: return wordIn(needle, connection);
    case FilterKey::Client: return needle.in(connection.client.text());
    case FilterKey::Conn: return connection.id == quint64(number);
    default: return !negated; // says nothing about connections, so it lets them through
    }
}

QString Filter::Term::statusMeaning() const
{
    switch (relation) {
    case Relation::Equal: return negated ? tr("status is not %1") : tr("status is %1");
    case Relation::Less: return negated ? tr("status is not below %1") : tr("status is below %1");
    case Relation::LessOrEqual: return negated ? tr("status is not at most %1") : tr("status is at most %1");
    case Relation::Greater: return negated ? tr("status is not above %1") : tr("status is above %1");
    case Relation::GreaterOrEqual:
        return negated ? tr("status is not at least %1") : tr("status is at least %1");
    case Relation::Class: return negated ? tr("status is not %1xx") : tr("status is %1xx");
    }
    return {};
}

QString Filter::Term::meaning() const
{
    switch (key) {
    case FilterKey::Word:
        return (negated ? tr("nothing contains %1") : tr("anything contains %1")).arg(value);
    case FilterKey::Method:
        return (negated ? tr("method is not %1") : tr("method is %1")).arg(value.toUpper());
    case FilterKey::Path:
        return (negated ? tr("path does not contain %1") : tr("path contains %1")).arg(value);
    case FilterKey::Status: return statusMeaning().arg(number);
    case FilterKey::Client:
        return (negated ? tr("client does not contain %1") : tr("client contains %1")).arg(value);
    case FilterKey::Conn: return (negated ? tr("connection is not %1") : tr("connection is %1")).arg(number);
    case FilterKey::MimeType:
        return (negated ? tr("type does not contain %1") : tr("type contains %1")).arg(value);
    case FilterKey::Outcome:
        return (negated ? tr("outcome is not %1") : tr("outcome is %1")).arg(value.toLower());
    case FilterKey::LargerThan:
        return (negated ? tr("size is below %1 bytes") : tr("size is at least %1 bytes"))
            .arg(QLocale().toString(number));
    }
    return {};
}

bool Filter::matches(const Exchange &exchange) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&exchange](const auto &term) { return term->isIn(exchange) != term->negated; });
}

bool Filter::matches(const ConnectionRecord &connection) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&connection](const auto &term) { return term->isIn(connection) != term->negated; });
}

Truth Filter::judge(const Exchange &exchange) const
{
    return matches(exchange) ? Truth::Yes : Truth::No;
}

Truth Filter::judge(const ConnectionRecord &connection) const
{
    if (!matches(connection))
        return Truth::No;
    const bool certain = std::all_of(m_terms.begin(), m_terms.end(), [](const auto &term) {
        return term->key == FilterKey::Word || term->key == FilterKey::Client || term->key == FilterKey::Conn;
    });
    return certain ? Truth::Yes : Truth::Unknown;
}

QString Filter::meaning() const
{
    if (isEmpty())
        return Term::tr("everything");
    QStringList meanings;
    for (const auto &term : m_terms)
        meanings.append(term->meaning());
    return meanings.join(Term::tr(" and "));
}

} // namespace trace
