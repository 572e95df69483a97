// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moment.h"
#include "trace/records.h"

#include <QLocale>
#include <QString>

namespace models {

/// Who an exchange waited for most.
enum class Slowest : quint8 { Nobody, Client, Network, Disk, Deciding, Loop, SpeedLimit, Person, Queue };

/// Who was slow, when anybody was: the largest of the waits, if it is worth a word (more than 20 ms and a
/// quarter of the whole). now: steady clock, for what goes on.
[[nodiscard]] Slowest slowest(const trace::Exchange &exchange, trace::SteadyNs now);

/// What became of it and who was slow, with the figure that shows it: "Delivered whole in 3.4 s. The client
/// read slowly: 3.1 s of it (91 %) were spent waiting for room." One to three sentences.
[[nodiscard]] QString verdict(const trace::Exchange &exchange, Moment moment, const QLocale &locale);

/// Who hung up first and how, of a connection: "The client closed first (FIN)."
[[nodiscard]] QString whoClosed(const trace::ConnectionRecord &connection);

} // namespace models
