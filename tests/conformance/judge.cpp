// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "judge.h"

#include <QRegularExpression>
#include <QSet>

namespace {

bool hasForm(const QByteArray &text, const char *form)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromLatin1(form)))
        .match(QString::fromLatin1(text))
        .hasMatch();
}

constexpr const char *DateForm
    = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
      "Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";

/// RFC 9112 §4, §5; RFC 9110 §5.1, §5.3, §5.5.
QByteArray brokenRuleOfHead(const Response &response)
{
    static const QSet<QByteArray> lists{"vary", "set-cookie", "cache-control", "link", "x-folder"};
    if (!hasForm(response.head.first(response.head.indexOf('\r')), "HTTP/1\\.1 [1-5]\\d\\d [ -~]*"))
        return "the status line";
    QSet<QByteArray> seen;
    const auto fields = response.fields();
    for (const auto &[name, value] : fields) {
        if (!hasForm(name, "[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !hasForm(value, "[\\x21-\\xff\\t ]*"))
            return "the form of the field " + name;
        if (seen.contains(name.toLower()) && !lists.contains(name.toLower()))
            return "two fields " + name;
        seen.insert(name.toLower());
    }
    if (fields.size() + 3 != response.head.split('\n').size())
        return "a line that is no field";
    return {};
}

/// RFC 9110 §8.6, RFC 9112 §6: one way to tell the length, and none where there is no content.
QByteArray brokenRuleOfFraming(const Response &response)
{
    const bool length = !response.field("Content-Length").isNull();
    const bool coding = !response.field("Transfer-Encoding").isNull();
    if (length && coding)
        return "Content-Length beside Transfer-Encoding";
    if ((response.status < 200 || response.status == 204) && (length || coding))
        return "content promised where there is none";
    if (!response.whole)
        return "content that is not whole";
    return {};
}

/// Fields that go with a status (RFC 9110 §15).
QByteArray brokenRuleOfStatus(const Response &response)
{
    const QByteArray range = response.field("Content-Range");
    const bool multipart = response.field("Content-Type").startsWith("multipart/byteranges; boundary=");
    switch (response.status) {
    case 206:
        if (multipart != range.isNull())
            return "206 with Content-Range beside parts, or with neither (RFC 9110 §15.3.7)";
        return range.isNull() || hasForm(range, "bytes \\d+-\\d+/\\d+") ? "" : "the form of Content-Range";
    case 301:
    case 302:
    case 303:
    case 307:
    case 308: return response.field("Location").isEmpty() ? "a redirect without Location" : "";
    case 405: return response.field("Allow").isNull() ? "405 without Allow (RFC 9110 §15.5.6)" : "";
    case 416: return hasForm(range, "bytes \\*/\\d+") ? "" : "416 without the length (RFC 9110 §15.5.17)";
    default: return range.isNull() ? "" : "Content-Range where it means nothing (RFC 9110 §14.4)";
    }
}

QByteArray brokenRuleOfValidators(const Response &response)
{
    const QByteArray tag = response.field("ETag");
    if (!tag.isNull() && !hasForm(tag, "(W/)?\"[\\x21\\x23-\\x7e]*\""))
        return "the form of ETag (RFC 9110 §8.8.3)";
    const QByteArray modified = response.field("Last-Modified");
    if (!modified.isNull() && !hasForm(modified, DateForm))
        return "the form of Last-Modified (RFC 9110 §8.8.2)";
    if (!hasForm(response.field("Date"), DateForm))
        return "Date (RFC 9110 §6.6.1)";
    if (!response.field("Content-Encoding").isNull() && !response.field("Vary").contains("Accept-Encoding"))
        return "a coding without Vary (RFC 9110 §12.5.5)";
    return {};
}

} // namespace

QByteArray differenceFrom(const ResponseWish &wish, const Response &response)
{
    if (response.status != wish.status)
        return "status " + QByteArray::number(response.status) + ", wanted " + QByteArray::number(wish.status)
            + "\n" + response.head;
    for (const FieldWish &field : wish.fields) {
        const QByteArray value = response.field(field.name);
        if (!field.value && !value.isNull())
            return "unwanted " + field.name + ": " + value;
        if (field.value && value.isNull())
            return "no field " + field.name + "\n" + response.head;
        if (field.value && !matches(value, *field.value))
            return field.name + ": " + value + ", wanted " + *field.value;
    }
    if (wish.body && !matches(response.decoded(), *wish.body))
        return "content \"" + response.decoded().left(400) + "\", wanted \"" + wish.body->left(400) + '"';
    return {};
}

QByteArray brokenRule(const Response &response, bool toHead)
{
    for (const QByteArray &broken : {brokenRuleOfHead(response), brokenRuleOfFraming(response)}) {
        if (!broken.isEmpty())
            return broken + '\n' + response.head;
    }
    if (response.status < 200)
        return {};
    for (const QByteArray &broken : {brokenRuleOfStatus(response), brokenRuleOfValidators(response)}) {
        if (!broken.isEmpty())
            return broken + '\n' + response.head;
    }
    return toHead && !response.content.isEmpty() ? "content in answer to HEAD" : "";
}

QByteArray differenceOfHead(const Response &toHead, const Response &toGet)
{
    static const QSet<QByteArray> ofContent{"content-length", "transfer-encoding"};
    if (toHead.status != toGet.status)
        return "status " + QByteArray::number(toHead.status) + ", to GET " + QByteArray::number(toGet.status);
    const auto toHeadFields = toHead.fields();
    const auto toGetFields = toGet.fields();
    for (const auto &[name, value] : toGetFields) {
        const QByteArray other = toHead.field(name);
        if (other.isNull() && !ofContent.contains(name.toLower()))
            return "no field " + name;
        if (!other.isNull() && other != value && name != "Date")
            return name + ": " + other + ", to GET " + value;
    }
    for (const auto &[name, value] : toHeadFields) {
        if (toGet.field(name).isNull())
            return "only to HEAD " + name + ": " + value;
    }
    return {};
}
