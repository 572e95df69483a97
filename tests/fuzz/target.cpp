// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "http/target.h"

#include <algorithm>

/// Request targets: whatever they are, the path they mean stays beneath the root and survives being written
/// down and read again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto target = http::parseTarget(fuzz::bytesOf(data, size));
    if (!target || target->form == http::TargetForm::Asterisk)
        return 0;
    const QByteArray &path = target->path;
    fuzz::require(path.startsWith('/'), "the path begins with a slash", path);
    fuzz::require(!path.contains('\0'), "no NUL in a path");
    const QByteArray closed = path.endsWith('/') ? path : path + '/';
    for (const char *segment : {"/../", "/./", "//"})
        fuzz::require(!closed.contains(segment), "no dot segment and no empty one", path);
    fuzz::require(path.size() <= std::max(target->rawPath.size(), qsizetype(1)),
                  "decoding makes nothing longer");

    const QByteArray encoded = http::encodePath(path);
    fuzz::require(std::all_of(encoded.begin(), encoded.end(), [](char c) { return c > 0x20 && c < 0x7f; }),
                  "an encoded path is visible ASCII", encoded);
    fuzz::require(!encoded.startsWith("//"), "a path is never another host", encoded);
    const auto again = http::parseTarget(encoded);
    fuzz::require(again && again->path == path, "a path survives being encoded", path + '\n' + encoded);
    return 0;
}
