// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What libFuzzer calls with every input it thinks of.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace fuzz {

/// The input as bytes; they live as long as the call.
inline QByteArray bytesOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// What must hold for every input: where it does not, the input is kept and the run ends.
inline void require(bool holds, const char *rule, const QByteArray &detail = {})
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken: %s\n%s\n", rule, detail.constData());
    std::abort();
}

} // namespace fuzz
