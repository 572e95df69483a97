// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "http/target.h"
#include "site/documentroot.h"
#include "site/encodedcache.h"
#include "site/fieldrule.h"
#include "site/redirects.h"
#include "site/siterules.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <memory>
#include <vector>

namespace site {

/// The folder and all that was made of its rules when it was opened: what every answer starts from.
/// Immutable; any thread.
struct ServedFolder
{
    SiteRules rules;
    std::shared_ptr<const DocumentRoot> root;
    QList<QByteArray> indexNames;      ///< as the disk spells them, like all names here
    QByteArray fallback;               ///< relative to the root; empty: none
    QMap<int, QByteArray> errorPages;  ///< status → path
    QList<QByteArray> allowedOrigins;  ///< of rules.corsOrigin
    Redirects redirects;               ///< of _redirects
    std::vector<FieldRule> fieldRules; ///< of _headers, then of rules.headers
};

/// One request and what is needed to answer it. Lives in a loop's thread as long as the answer takes.
struct Question
{
    const ServedFolder &folder;
    const http::RequestHead &request;
    EncodedCache &cache;
    http::Target target; ///< its path is empty where the target is malformed or "*"
};

} // namespace site
