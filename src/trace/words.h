// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// The names of values in what Porthole writes for other programs: JSON log lines and captures. Lower case,
/// with hyphens, never translated. They are a format: a name may be added, none may be changed.
[[nodiscard]] QByteArrayView word(Outcome outcome);
[[nodiscard]] QByteArrayView word(State state);
[[nodiscard]] QByteArrayView word(CloseCause cause);
[[nodiscard]] QByteArrayView word(Transfer::Kind kind);
[[nodiscard]] QByteArrayView word(http::Fault fault);
[[nodiscard]] QByteArrayView word(http::Step step);

template <typename Enum>
inline constexpr Enum lastOf{};
template <>
inline constexpr auto lastOf<Outcome> = Outcome::ServerStopped;
template <>
inline constexpr auto lastOf<State> = State::Closed;
template <>
inline constexpr auto lastOf<CloseCause> = CloseCause::Banned;
template <>
inline constexpr auto lastOf<Transfer::Kind> = Transfer::Kind::FullBuffer;
template <>
inline constexpr auto lastOf<http::Fault> = http::Fault::HeadTooSlow;
template <>
inline constexpr auto lastOf<http::Step> = http::Step::NearPage;

/// The value of that name; nothing when there is none.
template <typename Enum>
[[nodiscard]] std::optional<Enum> fromWord(QByteArrayView name)
{
    for (int value = 0; value <= int(lastOf<Enum>); ++value) {
        if (word(Enum(value)) == name)
            return Enum(value);
    }
    return std::nullopt;
}

} // namespace trace
