// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace site {

/// The Content-Type for a file by its name alone, its content is never read: "text/html; charset=utf-8". What
/// nobody knows is application/octet-stream. Upper and lower case are the same. Any thread.
[[nodiscard]] QByteArray mediaType(QByteArrayView fileName);

} // namespace site
