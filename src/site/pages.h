// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/errorpage.h"
#include "site/lookup.h"
#include "site/question.h"
#include "site/reply.h"

#include <QByteArray>

#include <optional>

namespace site {

/// The status a rule is answered with, where no line of the redirects and no fault says another.
[[nodiscard]] int statusOf(Rule rule);

/// A small page of our own.
[[nodiscard]] Reply pageReply(Rule rule, const PageContent &content);

/// The answer for what went wrong, with the folder's own page for its status where there is one, else with a
/// page of ours. Missing, hidden and outside give the same page: nobody learns from it what is there.
/// The disk path is what was looked for, empty for nothing.
[[nodiscard]] Reply errorReply(const Question &question, Rule rule, const QByteArray &diskPath = {});

/// Sends the client to another address, which must be fit for a Location field (RFC 9110 §10.2.2).
[[nodiscard]] Reply movedReply(const Question &question, Rule rule, int status, const QByteArray &location);

/// The address of a decoded path on this server, with the query that was asked for. The path has no empty
/// segment, so that it can never be read as "//host/" (RFC 3986 §4.2).
[[nodiscard]] QByteArray addressOf(const Question &question, QByteArrayView path);

/// A file as the content of any status, without validators, ranges and conditions; nothing when it cannot be
/// read.
[[nodiscard]] std::optional<Reply> fileAsPage(const Question &question, const Finding &file, int status);

} // namespace site
