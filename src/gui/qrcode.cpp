// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/qrcode.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace gui {

std::optional<QrCode> QrCode::of(const QByteArray &text)
{
    // Version 0 is the smallest that fits; M restores 15 % that a screen's glare may hide.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> encoded(
        text.isEmpty() ? nullptr : QRcode_encodeString(text.constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1),
        &QRcode_free);
    if (!encoded)
        return {};
    QrCode code;
    code.m_size = encoded->width;
    code.m_dark.resize(qsizetype(code.m_size) * code.m_size);
    std::transform(encoded->data, encoded->data + code.m_dark.size(), code.m_dark.begin(),
                   [](unsigned char module) { return char(module & 1); });
    return code;
}

} // namespace gui
