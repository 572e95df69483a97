// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/reason.h"
#include "site/question.h"
#include "site/reply.h"

#include <QByteArray>

namespace site {

/// What an address leads to.
struct Finding
{
    Rule rule
        = Rule::NoSuchFile; ///< FileFound, FolderIndex or CleanUrl with a file; FolderSlash; or what is wrong
    Entry entry = {};
    QByteArray relative = {}; ///< of the file beneath the root

    [[nodiscard]] bool isFile() const { return entry.file != nullptr; }
};

/// True for rules a client is told nothing of but that nothing is there: so all of them are treated alike
/// from the look-up to the page.
[[nodiscard]] bool looksMissing(Rule rule);

/// The rule for what the disk said where a file was not to be sent.
[[nodiscard]] Rule ruleFor(EntryKind kind);

/// True for a decoded path with a name in it that starts with a dot. /.well-known/ is public (RFC 8615), what
/// is hidden beneath it is not. Only names in the address count: a link with a plain name was put there to be
/// followed.
[[nodiscard]] bool isHidden(QByteArrayView path);

/// True for a decoded path that the rules keep from clients: a hidden one, or a rules file.
[[nodiscard]] bool isConcealed(const SiteRules &rules, QByteArrayView path);

/// Looks for the file of a decoded path that starts with '/': the file itself, a folder's index file, the
/// file of that name with .html. The steps say what was looked for in vain and what stood in; none are added
/// for a file that is simply there.
[[nodiscard]] Finding lookUp(const ServedFolder &folder, const QByteArray &path, http::Reasons &steps);

} // namespace site
