// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/reason.h"
#include "site/addresspattern.h"
#include "site/siterules.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace site {

/// A HeaderRule made ready: sets a response field, or takes one away, for the addresses that match. A value
/// without a thread.
struct FieldRule
{
    AddressPattern addresses;
    QByteArray name;
    QByteArray value;  ///< empty: the field is taken away
    QByteArray source; ///< for http::Step::Headers: "_headers:3: /*"
};

/// Checks a rule (RFC 9110 §5.1, §5.5). Fails with one plain sentence: a pattern, name or value that is none,
/// or a field that is the server's own, such as Content-Length or Date.
[[nodiscard]] tl::expected<FieldRule, QString> fieldRule(const HeaderRule &rule, const QByteArray &source);

/// The field lines of a response, each ended by CRLF, after the rules that match its decoded path, in their
/// order. The first rule for a field replaces what the server says; a later one adds to the list of values,
/// joined by ", ", but replaces Content-Type and gives each Set-Cookie its own line (RFC 9110 §5.3). Vary is
/// always added to. One step comes out for each source that was applied.
[[nodiscard]] QByteArray withRules(const QByteArray &fieldLines, QByteArrayView path,
                                   const std::vector<FieldRule> &rules, http::Reasons &steps);

} // namespace site
