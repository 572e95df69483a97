// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/surroundings.h"

#include "http/date.h"

namespace net {

QByteArrayView Surroundings::date(trace::SteadyNs now)
{
    const qint64 second = (wallOffsetNs + now) / 1'000'000'000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = http::formatDate(second);
        heads.forgetResponses();
    }
    return m_date;
}

} // namespace net
