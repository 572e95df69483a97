// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "site/reply.h"

#include <QByteArray>
#include <QHash>

#include <list>
#include <optional>

namespace site {

/// The answers of one site to what was asked within the last second, each given again only while the files it
/// was made from are as they were: one look at each instead of finding, opening, reading and describing it.
/// What a look cannot show (a file written through a mapping, a folder on the way that has become a link)
/// shows after that second.
///
/// One look serves a turn of the loop: the turn's requests had all begun to arrive when the system handed
/// them over, so what is seen after that is what each of them asked for. The rest of a request cut in two may
/// have come later, by a millisecond at most. Each loop has one cache and uses it in its own thread.
class ReplyCache
{
public:
    /// The answer to the same question, if it still holds. The clock is steady, in ns.
    [[nodiscard]] std::optional<Reply> find(const http::RequestHead &request, qint64 now);
    /// Keeps an answer that says what it was made from; others are left alone.
    void keep(const http::RequestHead &request, const Reply &reply, qint64 now);
    /// The loop waits for what comes next; without it every answer is looked after.
    void nextTurn() { ++m_turn; }
    /// Lets go what is older than a second, with the files it holds open.
    void expire(qint64 now);
    /// For another site.
    void clear();
    [[nodiscard]] qsizetype size() const { return m_index.size(); }

private:
    struct Item
    {
        QByteArray question;
        Reply reply;
        qint64 kept;
        qint64 lookedAt = 0; ///< when its files were last looked at, and in which turn
        quint64 turn = 0;
    };
    using Items = std::list<Item>; ///< the oldest in front

    [[nodiscard]] bool ask(const http::RequestHead &request);
    [[nodiscard]] bool holds(Item &item, qint64 now) const;
    void remove(Items::iterator item);

    Items m_items;
    QHash<QByteArray, Items::iterator> m_index;
    QByteArray m_question; ///< the one being looked for
    qint64 m_bytes = 0;
    quint64 m_turn = 0; ///< 0: nobody tells
};

} // namespace site
