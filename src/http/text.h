// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <charconv>
#include <concepts>
#include <initializer_list>

/// Text that is put together for every request.
namespace http {

/// A whole number in decimal digits, without memory on the heap.
class Decimal
{
public:
    explicit Decimal(std::integral auto number)
        : m_end(std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number).ptr)
    {
    }
    Q_DISABLE_COPY_MOVE(Decimal)
    ~Decimal() = default;

    [[nodiscard]] QByteArrayView text() const { return {m_digits.data(), m_end - m_digits.data()}; }

private:
    std::array<char, 20> m_digits;
    const char *m_end;
};

/// Appends all of them, growing once at most.
void append(QByteArray &out, std::initializer_list<QByteArrayView> parts);

} // namespace http
