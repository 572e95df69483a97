// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterterms.h"

#include "trace/words.h"

namespace gui {
namespace {

/// A value as the filter language writes it: in quotes when it holds white space or quotes.
QString term(QLatin1StringView key, QString value)
{
    if (value.isEmpty())
        return {};
    const auto special = [](QChar c) { return c.isSpace() || c == u'"' || c == u'\\'; };
    if (std::any_of(value.cbegin(), value.cend(), special)) {
        value.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
        value = u'"' + value + u'"';
    }
    return key + u':' + value;
}

/// In single quotes for a POSIX shell.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// Fields that curl makes itself from the address and the content.
bool isCurlsOwn(QByteArrayView line)
{
    const auto startsWith = [line](QByteArrayView name) {
        return line.size() > name.size() && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
    };
    return startsWith("host:") || startsWith("content-length:") || startsWith("transfer-encoding:")
        || startsWith("expect:");
}

} // namespace

QString filterTerm(const trace::Exchange &exchange, models::RequestColumn column)
{
    using enum models::RequestColumn;
    switch (column) {
    case Connection: return term(QLatin1StringView("conn"), QString::number(exchange.connection));
    case Client: return term(QLatin1StringView("client"), QString::fromLatin1(exchange.clientAddress()));
    case Method: return term(QLatin1StringView("method"), QString::fromUtf8(exchange.methodText()));
    case Path: return term(QLatin1StringView("path"), QString::fromUtf8(exchange.targetText()));
    case Status:
        return exchange.status ? term(QLatin1StringView("status-code"), QString::number(exchange.status))
                               : QString();
    case Type: return term(QLatin1StringView("mime-type"), QString::fromLatin1(exchange.contentType));
    case Size:
        return exchange.bodySent ? term(QLatin1StringView("larger-than"), QString::number(exchange.bodySent))
                                 : QString();
    case Outcome:
        return term(QLatin1StringView("outcome"), QString::fromLatin1(trace::word(exchange.outcome)));
    case Id:
    case Time:
    case Duration: return {};
    }
    Q_UNREACHABLE();
}

QString filterTerm(const trace::ConnectionRecord &connection, models::ConnectionColumn column)
{
    switch (column) {
    case models::ConnectionColumn::Id: return term(QLatin1StringView("conn"), QString::number(connection.id));
    case models::ConnectionColumn::Client:
        return term(QLatin1StringView("client"), QString::fromLatin1(connection.client.address));
    default: return {};
    }
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

QString curlCommand(const trace::Exchange &exchange, const QUrl &base)
{
    const QUrl url = requestUrl(exchange, base);
    if (!url.isValid())
        return {};
    const QByteArrayView method = exchange.methodText();
    QString command = QStringLiteral("curl --include --path-as-is");
    if (method == "HEAD")
        command += QStringLiteral(" --head");
    else if (method != "GET")
        command += QStringLiteral(" --request ") + quoted(QString::fromUtf8(method));
    const qsizetype fields = exchange.requestLine.offset + exchange.requestLine.length;
    for (const QByteArray &line : exchange.requestHead.mid(fields).split('\n')) {
        const QByteArray field = line.trimmed();
        if (!field.isEmpty() && !isCurlsOwn(field))
            command += QStringLiteral(" --header ") + quoted(QString::fromUtf8(field));
    }
    return command + u' ' + quoted(QString::fromLatin1(url.toEncoded()));
}

} // namespace gui
