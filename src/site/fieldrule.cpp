// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/fieldrule.h"

#include "http/grammar.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <array>

namespace site {
namespace {

using http::grammar::equals;

/// What the server says about the message, the connection and the file: a rule that changed it would make it
/// a lie (RFC 9110 §6, §7.8, §8, §14; RFC 9112 §6, §9).
constexpr std::array<QByteArrayView, 15> ownFields{
    "Accept-Ranges", "Allow",  "Connection", "Content-Encoding",  "Content-Length",
    "Content-Range", "Date",   "ETag",       "Keep-Alive",        "Last-Modified",
    "Location",      "Server", "Trailer",    "Transfer-Encoding", "Upgrade"};

bool isOwn(QByteArrayView name)
{
    return std::any_of(ownFields.begin(), ownFields.end(),
                       [name](QByteArrayView own) { return equals(own, name); });
}

/// What becomes of the value there is when a second one is set.
enum class Repetition : quint8 { Joins, Replaces, AddsLine };

Repetition repetitionOf(QByteArrayView name)
{
    if (equals(name, "Set-Cookie"))
        return Repetition::AddsLine;
    return equals(name, "Content-Type") ? Repetition::Replaces : Repetition::Joins;
}

/// Field lines taken apart and put together again.
class FieldLines
{
public:
    explicit FieldLines(const QByteArray &lines)
    {
        for (qsizetype at = 0; at < lines.size();) {
            const qsizetype end = lines.indexOf("\r\n", at);
            Q_ASSERT(end >= 0);
            const QByteArray line = lines.sliced(at, end - at);
            const qsizetype colon = line.indexOf(':');
            m_fields.append({line.first(colon), line.sliced(colon + 1).trimmed()});
            at = end + 2;
        }
    }

    void remove(QByteArrayView name)
    {
        m_fields.removeIf([name](const Field &field) { return equals(field.name, name); });
    }

    void add(const QByteArray &name, const QByteArray &value) { m_fields.append({name, value}); }

    /// To the field of that name, or as a new one.
    void join(const QByteArray &name, const QByteArray &value)
    {
        const auto field = std::find_if(m_fields.begin(), m_fields.end(),
                                        [&name](const Field &each) { return equals(each.name, name); });
        if (field == m_fields.end())
            add(name, value);
        else
            field->value += ", " + value;
    }

    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray lines;
        for (const Field &field : m_fields)
            lines.append(field.name).append(": ").append(field.value).append("\r\n");
        return lines;
    }

private:
    struct Field
    {
        QByteArray name;
        QByteArray value;
    };
    QList<Field> m_fields;
};

void apply(const FieldRule &rule, Repetition repetition, FieldLines &lines)
{
    if (rule.value.isEmpty()) {
        lines.remove(rule.name);
    } else if (repetition == Repetition::Joins) {
        lines.join(rule.name, rule.value);
    } else {
        if (repetition == Repetition::Replaces)
            lines.remove(rule.name);
        lines.add(rule.name, rule.value);
    }
}

} // namespace

tl::expected<FieldRule, QString> fieldRule(const HeaderRule &rule, const QByteArray &source)
{
    auto addresses = AddressPattern::parse(rule.pattern);
    if (!addresses)
        return tl::unexpected(addresses.error());
    if (rule.name.isEmpty() || http::grammar::endOfToken(rule.name) != rule.name.size())
        return tl::unexpected(QCoreApplication::translate("site", "%1 is not the name of a field.")
                                  .arg(QString::fromUtf8(rule.name)));
    if (isOwn(rule.name))
        return tl::unexpected(QCoreApplication::translate(
                                  "site", "%1 is for the server to say and cannot be set or taken away.")
                                  .arg(QString::fromUtf8(rule.name)));
    const auto isAllowed = [](char c) { return http::grammar::is(c, http::grammar::FieldChar); };
    if (!std::all_of(rule.value.begin(), rule.value.end(), isAllowed))
        return tl::unexpected(
            QCoreApplication::translate("site", "The value of %1 holds a control character.")
                .arg(QString::fromUtf8(rule.name)));
    return FieldRule{*std::move(addresses), rule.name, rule.value.trimmed(), source};
}

QByteArray withRules(const QByteArray &fieldLines, QByteArrayView path, const std::vector<FieldRule> &rules,
                     http::Reasons &steps)
{
    std::optional<FieldLines> lines; // taken apart for the first rule that matches
    QList<QByteArrayView> touched;
    for (const FieldRule &rule : rules) {
        if (!rule.addresses.match(path))
            continue;
        if (!lines)
            lines.emplace(fieldLines);
        const bool isFirst = std::none_of(touched.begin(), touched.end(),
                                          [&rule](QByteArrayView name) { return equals(name, rule.name); });
        touched.append(rule.name);
        apply(rule, isFirst && !equals(rule.name, "Vary") ? Repetition::Replaces : repetitionOf(rule.name),
              *lines);
        const http::Reason step{http::Step::Headers, rule.source};
        if (std::find(steps.begin(), steps.end(), step) == steps.end())
            steps.push_back(step);
    }
    return lines ? lines->bytes() : fieldLines;
}

} // namespace site
