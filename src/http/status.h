// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace http {

/// The reason phrase of a status code (RFC 9110 §15), "Unknown" for one that is not registered.
[[nodiscard]] QByteArrayView reasonPhrase(int status);

/// True for statuses whose responses never carry content (RFC 9110 §6.4.1).
[[nodiscard]] bool isBodiless(int status);

} // namespace http
