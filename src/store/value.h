// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace store {

/// What stands in one cell of a capture, as SQLite has it. Without it is NULL.
struct Value
{
    enum class Kind : quint8 {
        Null,
        Integer,
        Text,
        Blob,
        Content, ///< bytes that other rows may have too: they go through ContentsWriter
    };

    Kind kind = Kind::Null;
    qint64 integer = 0;
    QByteArray bytes; ///< of Text in UTF-8, of Blob and Content

    [[nodiscard]] static Value of(qint64 number) { return {Kind::Integer, number, {}}; }
    [[nodiscard]] static Value text(QByteArray utf8) { return {Kind::Text, 0, std::move(utf8)}; }
    [[nodiscard]] static Value blob(QByteArray bytes) { return {Kind::Blob, 0, std::move(bytes)}; }
    [[nodiscard]] static Value content(QByteArray bytes) { return {Kind::Content, 0, std::move(bytes)}; }
    /// Of a text that outlives the value.
    [[nodiscard]] static Value word(QByteArrayView word)
    {
        return text(QByteArray::fromRawData(word.data(), word.size()));
    }

    friend bool operator==(const Value &, const Value &) = default;
};

} // namespace store
