// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/seenvalues.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace models {

using trace::FilterKey;

namespace {

constexpr qsizetype longest = 200; ///< bytes of a value worth proposing

QByteArrayView upTo(QByteArrayView bytes, char end)
{
    const auto at = bytes.indexOf(end);
    return (at < 0 ? bytes : bytes.first(at)).trimmed();
}

/// The rarest quarter goes, the oldest of the equally rare first.
template <typename Values>
void thin(Values &values)
{
    std::vector<std::tuple<quint64, quint64, QByteArray>> order;
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        order.emplace_back(value->count, value->last, value.key());
    const auto end = order.begin() + qptrdiff(order.size() / 4);
    std::nth_element(order.begin(), end, order.end());
    std::for_each(order.begin(), end, [&values](const auto &entry) { values.remove(std::get<2>(entry)); });
}

} // namespace

SeenValues::SeenValues(const trace::Log *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    lookFrom(log->exchanges().first());
    connect(log, &trace::Log::changed, this, [this](const trace::LogChange &change) {
        const auto &rows = m_log->exchanges();
        const std::span changed(change.exchanges.changed);
        for (const trace::Sequence row : changed.last(std::min(changed.size(), size_t(mostPerFrame)))) {
            if (rows.contains(row) && rows.at(row)->status > 0)
                see(FilterKey::MimeType, upTo(rows.at(row)->contentType, ';'));
        }
        lookFrom(change.exchanges.added);
    });
}

void SeenValues::lookFrom(trace::Sequence first)
{
    const auto &rows = m_log->exchanges();
    const auto newest = rows.end() - std::min(rows.end(), trace::Sequence(mostPerFrame));
    for (auto row = std::max({first, newest, rows.first()}); row < rows.end(); ++row)
        look(*rows.at(row));
}

void SeenValues::look(const trace::Exchange &exchange)
{
    see(FilterKey::Method, exchange.methodText());
    see(FilterKey::Path, upTo(exchange.targetText(), '?'));
    see(FilterKey::Client, exchange.clientAddress());
    see(FilterKey::Peer, exchange.client.address);
    see(FilterKey::MimeType, upTo(exchange.contentType, ';'));
    see(FilterKey::Domain, exchange.requestField("host"));
    see(FilterKey::Referer, exchange.requestField("referer"));
    see(FilterKey::UserAgent, exchange.requestField("user-agent"));
    see(FilterKey::File, exchange.diskPath.toUtf8());
    see(FilterKey::Why, exchange.extras->why.toUtf8());
    if (exchange.status > 0)
        see(FilterKey::Status, QByteArray::number(exchange.status));
}

void SeenValues::see(FilterKey key, QByteArrayView value)
{
    if (value.isEmpty() || value.size() > longest)
        return;
    Values &values = m_values[key];
    if (values.size() >= mostValues && !values.contains(value.toByteArray()))
        thin(values);
    Value &entry = values[value.toByteArray()];
    if (entry.count++ == 0)
        entry.text = QString::fromUtf8(value);
    entry.last = ++m_clock;
}

std::vector<SeenValues::Value> SeenValues::matching(FilterKey key, QStringView text, qsizetype most) const
{
    std::vector<Value> found;
    const auto values = m_values.find(key);
    if (values == m_values.end())
        return found;
    for (const Value &value : values->second) {
        if (value.text.contains(text, Qt::CaseInsensitive))
            found.push_back(value);
    }
    const auto rank = [text](const Value &value) {
        return std::tuple(value.text.startsWith(text, Qt::CaseInsensitive), value.count, value.last);
    };
    std::sort(found.begin(), found.end(),
              [&rank](const Value &a, const Value &b) { return rank(a) > rank(b); });
    found.resize(std::min(found.size(), size_t(most)));
    return found;
}

} // namespace models
