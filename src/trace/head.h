// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

/// The lines of a message's head, for exporters. Looks into bytes kept elsewhere and takes whatever came:
/// a head need not be whole or right.
namespace trace {

struct HeadField
{
    QByteArrayView name;
    QByteArrayView value; ///< without the white space around it
};

/// The first line, without its CRLF.
[[nodiscard]] QByteArrayView startLine(QByteArrayView head);
/// The fields in order; lines that are none are left out.
[[nodiscard]] std::vector<HeadField> headFields(QByteArrayView head);
/// The first value of that name, compared without regard to case; empty when there is none.
[[nodiscard]] QByteArrayView headValue(QByteArrayView head, QByteArrayView name);

} // namespace trace
