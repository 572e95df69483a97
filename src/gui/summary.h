// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moment.h"
#include "trace/records.h"

#include <QLocale>
#include <QString>

#include <vector>

namespace gui {

/// The page of the inspector that has the reasons of a fact.
enum class FactPage : quint8 { None, Why, Timing, Body, Cache, Connection };

/// One line of the summary of an exchange.
struct Fact
{
    QString name;
    QString value;
    FactPage page = FactPage::None;
    QString term; ///< of the filter language, for this value; empty: there is none

    friend bool operator==(const Fact &, const Fact &) = default;
};

/// What the facts are drawn from. The connection may be null; cache: what the cache had to do with it, in a
/// sentence.
struct FactSources
{
    const trace::Exchange &exchange;
    const trace::ConnectionRecord *connection = nullptr;
    QString cache;
    models::Moment moment;
};
/// What stands in no other place at a glance, the most important first. Pure.
[[nodiscard]] std::vector<Fact> summary(const FactSources &sources, const QLocale &locale);

/// The filter term for that line of a head as it was on the wire: the field, or the status or path of a first
/// line. Empty where a line is neither. Pure.
[[nodiscard]] QString requestLineTerm(const trace::Exchange &exchange, int line);
[[nodiscard]] QString responseLineTerm(const trace::Exchange &exchange, int line);

} // namespace gui
