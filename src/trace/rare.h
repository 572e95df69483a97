// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace trace {

/// A value that is its default nearly always and then takes no memory but a pointer's. Copied with what it
/// holds; reading it from several threads is as safe as reading the value.
template <typename T>
class Rare
{
public:
    Rare() = default;
    Rare(const Rare &other)
        : m_value(other.m_value ? std::make_unique<T>(*other.m_value) : nullptr)
    {
    }
    Rare(Rare &&) noexcept = default;
    Rare &operator=(const Rare &other)
    {
        *this = Rare(other);
        return *this;
    }
    Rare &operator=(Rare &&) noexcept = default;
    ~Rare() = default;

    [[nodiscard]] const T &operator*() const { return m_value ? *m_value : none(); }
    [[nodiscard]] const T *operator->() const { return &**this; }
    /// To be written; from then on it takes memory.
    [[nodiscard]] T &edit()
    {
        if (!m_value)
            m_value = std::make_unique<T>();
        return *m_value;
    }
    /// Lets go of what is the default after all.
    void trim()
    {
        if (m_value && *m_value == none())
            m_value.reset();
    }
    /// Whether it takes memory.
    [[nodiscard]] bool isThere() const { return m_value != nullptr; }

private:
    [[nodiscard]] static const T &none()
    {
        static const T value{};
        return value;
    }

    std::unique_ptr<T> m_value;
};

} // namespace trace
