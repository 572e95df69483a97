// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "site/encodedcache.h"
#include "site/reply.h"
#include "site/rulestext.h"
#include "site/siterules.h"

#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <memory>

namespace site {

/// One plain sentence that says what is wrong with the folder and what to do.
struct Failure
{
    QString sentence;
};

/// The folder being served with its rules: an immutable snapshot, shared by all loops. Every method is const
/// and may be called from any thread at once.
class Site
{
public:
    /// Opens the folder; fails when it is missing, not a folder or not readable.
    [[nodiscard]] static tl::expected<std::shared_ptr<const Site>, Failure> open(SiteRules rules);
    ~Site();
    Q_DISABLE_COPY_MOVE(Site)

    [[nodiscard]] const SiteRules &rules() const;

    /// What is left out of _redirects, _headers and the header rules, and why. None of it keeps a site from
    /// being served.
    [[nodiscard]] const QList<RulesProblem> &problems() const;

    /// False when _redirects or _headers has appeared, vanished or changed since the site was opened: open it
    /// anew by the same rules. Two looks at the disk.
    [[nodiscard]] bool isCurrent() const;

    /// What this request gets. Looks at the disk: path decoded once, normalised, opened beneath the root and
    /// nowhere else. The folder may vanish at any time; that is a Reply too. The cache is the calling loop's.
    [[nodiscard]] Reply answer(const http::RequestHead &request, EncodedCache &cache) const;

    /// The answer to a request that never reached the folder: a small page that says why.
    [[nodiscard]] static Reply refuse(http::Fault fault);

private:
    struct Private;
    explicit Site(std::unique_ptr<const Private> priv);
    std::unique_ptr<const Private> d;
};

} // namespace site
