// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/replycache.h"

#include "http/grammar.h"

#include <algorithm>
#include <array>

namespace site {

namespace {

constexpr qint64 longest = 1'000'000'000;   // ns
constexpr qint64 longestLook = 1'000'000;   // ns that one look serves a turn
constexpr qint64 most = 16LL * 1024 * 1024; // bytes of content
constexpr qsizetype mostReplies = 1024;     // each may hold a file open
constexpr qsizetype longestQuestion = 4096; // bytes

// All that the answer with a file depends on, beside method and target (RFC 9110 §12.5.3, §13.1, §14.2;
// Fetch).
constexpr std::array<QByteArrayView, 7> selecting{
    "Accept-Encoding",     "Range", "If-None-Match", "If-Match", "If-Modified-Since",
    "If-Unmodified-Since", "Origin"};
/// Its answer depends on the time as well (RFC 9110 §13.1.5).
constexpr QByteArrayView timely = "If-Range";

/// The same without its basis; nothing where the content can be given only once.
std::optional<Reply> again(const Reply &reply)
{
    Reply copy;
    if (const auto *bytes = std::get_if<QByteArray>(&reply.body))
        copy.body = *bytes;
    else if (const auto *slice = std::get_if<FileSlice>(&reply.body))
        copy.body = *slice;
    else if (!std::holds_alternative<std::monostate>(reply.body))
        return std::nullopt;
    copy.status = reply.status;
    copy.fields = reply.fields;
    copy.contentType = reply.contentType;
    copy.diskPath = reply.diskPath;
    copy.rule = reply.rule;
    copy.fault = reply.fault;
    copy.reasons = reply.reasons;
    return copy;
}

qint64 contentBytes(const Reply &reply)
{
    const auto *bytes = std::get_if<QByteArray>(&reply.body);
    return bytes ? bytes->size() : 0;
}

} // namespace

/// Writes the question down; false for one whose answer is not kept.
bool ReplyCache::ask(const http::RequestHead &request)
{
    if (request.verb != http::Method::Get && request.verb != http::Method::Head)
        return false;
    m_question.resize(0); // its memory stays
    m_question.append(request.verb == http::Method::Get ? 'G' : 'H');
    m_question.append(request.target.in(request.bytes));
    for (const http::Field &field : request.fields) {
        const QByteArrayView name = field.name.in(request.bytes);
        if (http::grammar::equals(name, timely))
            return false;
        const auto *const found = std::ranges::find_if(
            selecting, [name](QByteArrayView other) { return http::grammar::equals(name, other); });
        if (found == selecting.end())
            continue;
        m_question.append('\n').append(char('0' + (found - selecting.begin())));
        m_question.append(field.value.in(request.bytes));
    }
    return m_question.size() <= longestQuestion;
}

std::optional<Reply> ReplyCache::find(const http::RequestHead &request, qint64 now)
{
    if (m_index.isEmpty() || !ask(request))
        return std::nullopt;
    const auto found = m_index.constFind(m_question);
    if (found == m_index.cend())
        return std::nullopt;
    const auto item = *found;
    if (now - item->kept < longest && holds(*item, now))
        return again(item->reply);
    remove(item);
    return std::nullopt;
}

/// Whether its files are as they were.
bool ReplyCache::holds(Item &item, qint64 now) const
{
    if (m_turn > 0 && item.turn == m_turn && now - item.lookedAt < longestLook)
        return true;
    item.turn = m_turn;
    item.lookedAt = now;
    return std::ranges::all_of(item.reply.basis, [](const Basis &file) {
        return FileVersion::at(file.path) == std::optional(file.version);
    });
}

void ReplyCache::keep(const http::RequestHead &request, const Reply &reply, qint64 now)
{
    if (reply.basis.empty() || !ask(request))
        return;
    auto copy = again(reply);
    if (!copy)
        return;
    copy->basis = reply.basis;
    if (const auto before = m_index.constFind(m_question); before != m_index.cend())
        remove(*before);
    m_bytes += contentBytes(*copy);
    m_items.push_back(
        {QByteArray(m_question.constData(), m_question.size()), std::move(*copy), now, now, m_turn});
    m_index.insert(m_items.back().question, std::prev(m_items.end()));
    while (m_bytes > most || m_index.size() > mostReplies)
        remove(m_items.begin());
}

void ReplyCache::expire(qint64 now)
{
    while (!m_items.empty() && now - m_items.front().kept >= longest)
        remove(m_items.begin());
}

void ReplyCache::clear()
{
    m_index.clear();
    m_items.clear();
    m_bytes = 0;
}

void ReplyCache::remove(Items::iterator item)
{
    m_bytes -= contentBytes(item->reply);
    m_index.remove(item->question);
    m_items.erase(item);
}

} // namespace site
