// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "../http/script.h"

/// Requests as they come over the wire: what is read does not depend on how the bytes are cut. The first byte
/// says how they are.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes = fuzz::bytesOf(data + 1, size - 1);
    const qsizetype step = data[0] + 1;

    const http::ParserLimits limits{.requestLine = 64, .head = 256, .fields = 5, .body = 64};
    for (const auto &limit : {http::ParserLimits(), limits}) {
        const Reading whole = readWhole(bytes, limit);
        const Reading cut = read(
            bytes, [step](qsizetype, qsizetype left) { return std::min(step, left); }, limit);
        fuzz::require(whole.transcript() == cut.transcript(), "what is read depends on the cut",
                      whole.transcript() + '\n' + cut.transcript());
        fuzz::require(whole.head.bytes.size() <= limit.head, "the head is larger than its limit");
        fuzz::require(std::ssize(whole.head.fields) <= limit.fields, "more fields than the limit");
        fuzz::require(whole.bodyBytes <= limit.body, "more content than the limit");
    }
    return 0;
}
