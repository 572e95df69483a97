// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace site {

/// Adds a line to header lines, each of which is ended by CRLF.
void addField(QByteArray &lines, QByteArrayView name, QByteArrayView value);

/// Adds a member to a list field (RFC 9110 §5.6.1), which is made where there is none.
void addMember(QByteArray &lines, QByteArrayView name, QByteArrayView member);

/// The value of the first field of that name, compared without regard to case; empty when there is none.
[[nodiscard]] QByteArrayView fieldValue(QByteArrayView lines, QByteArrayView name);

/// Takes all fields of that name away.
void removeField(QByteArray &lines, QByteArrayView name);

} // namespace site
