// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sitetree.h"

#include <QObject>

#include <thread>

namespace gui {

/// Lists what is in a folder, in a thread of its own: no links are followed, nothing whose name begins with
/// a dot is listed, and there are bounds.
class SiteWalk : public QObject
{
    Q_OBJECT
public:
    static constexpr size_t most = 20'000; ///< files and folders
    static constexpr int deepest = 32;

    using QObject::QObject;

    /// Begins anew; what runs is given up.
    void start(const QString &root);

signals:
    /// The end of the newest start(). isWhole: the bounds left nothing out.
    void finished(const std::vector<models::SiteEntry> &entries, bool isWhole);

private:
    quint64 m_run = 0;
    std::jthread m_thread; ///< shares nothing; tells by a queued call
};

} // namespace gui
