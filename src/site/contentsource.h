// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <tl/expected.hpp>

namespace site {

/// Why content could not be given to its end.
enum class ContentError : quint8 {
    ReadFailed, ///< a file could not be read, or ended too early
    Changed,    ///< a file is not what it was when it was opened
};

/// Content that is made while it is sent; how long it will be is not known. Used by one thread.
class ContentSource
{
public:
    ContentSource() = default;
    virtual ~ContentSource() = default;
    Q_DISABLE_COPY_MOVE(ContentSource)

    /// The next bytes: about 64 KiB at most, so that a loop has other things to do soon. Empty at the end,
    /// and only there. After an error it is not asked again.
    [[nodiscard]] virtual tl::expected<QByteArray, ContentError> next() = 0;
};

} // namespace site
