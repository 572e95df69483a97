// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng), in the byte order of this machine.
namespace trace::pcapng {

enum class Type : quint32 { Section = 0x0A0D0D0A, Interface = 1, Statistics = 5, Packet = 6 };

template <typename Integer>
void append(QByteArray &out, Integer value)
{
    out.append(reinterpret_cast<const char *>(&value), sizeof value);
}

/// Zeros up to the next multiple of four.
inline void pad(QByteArray &out)
{
    out.append(-out.size() & 3, '\0');
}

inline void appendOption(QByteArray &out, quint16 code, QByteArrayView value)
{
    const QByteArrayView kept = value.first(std::min<qsizetype>(value.size(), 0xffff));
    append(out, code);
    append(out, quint16(kept.size()));
    out.append(kept);
    pad(out);
}

template <typename Integer>
void appendNumberOption(QByteArray &out, quint16 code, Integer value)
{
    appendOption(out, code, QByteArrayView(reinterpret_cast<const char *>(&value), sizeof value));
}

/// A count of nanoseconds as the format has its times: the upper half first.
inline void appendTime(QByteArray &out, qint64 ns)
{
    append(out, quint32(quint64(ns) >> 32));
    append(out, quint32(quint64(ns)));
}

/// The block around a body that is already padded.
[[nodiscard]] inline QByteArray block(Type type, QByteArrayView body)
{
    QByteArray out;
    const auto length = quint32(body.size() + 12);
    append(out, quint32(type));
    append(out, length);
    out.append(body);
    append(out, length);
    return out;
}

} // namespace trace::pcapng
