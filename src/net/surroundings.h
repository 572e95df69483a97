// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/limits.h"
#include "net/sharedheads.h"
#include "net/trust.h"
#include "site/replycache.h"
#include "site/site.h"
#include "trace/records.h"

#include <functional>
#include <memory>

namespace net {

/// What the sessions of one loop share. Lives in the loop's thread and outlives its sessions.
struct Surroundings
{
    std::shared_ptr<const site::Site> site;
    site::EncodedCache cache;
    site::ReplyCache replies; ///< of that site
    SharedHeads heads;
    Limits limits;
    std::vector<Subnet> trustedProxies;
    qint64 wallOffsetNs = 0; ///< wall clock (ns since 1970 UTC) minus steady clock
    std::function<quint64()> nextExchangeId;
    std::function<void(const trace::Record &)> publish;
    std::function<trace::SteadyNs()> clock; ///< asked where something of ours may have taken time
    qint64 loopLagNs = 0;                   ///< the loop's largest lag in its last tick

    [[nodiscard]] qint64 wallMs(trace::SteadyNs now) const { return (wallOffsetNs + now) / 1'000'000; }
    /// The Date field's value for that moment; made anew once a second.
    [[nodiscard]] QByteArrayView date(trace::SteadyNs now);

private:
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

} // namespace net
