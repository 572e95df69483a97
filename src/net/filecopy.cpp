// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/filecopy.h"

namespace net {

/// Why sendfile() does not do: it puts the file's pages themselves into the socket, so that whoever writes to
/// the file later changes what is on its way. A copy is ours. A write that could have reached it began before
/// our read, and a write sets the time first and the bytes then; so a file that still has its time after the
/// read was not written to before it, and what comes after it does not touch the copy.
tl::expected<QByteArrayView, site::ContentError> copyOf(const site::FileSlice &slice, QByteArray &buffer,
                                                        qint64 most)
{
    const qint64 wanted = std::min({slice.length, qint64(buffer.size()), most});
    const qint64 got = slice.file->read(buffer.data(), slice.offset, wanted);
    if (!slice.file->isUnchanged())
        return tl::unexpected(site::ContentError::Changed);
    if (got <= 0)
        return tl::unexpected(site::ContentError::ReadFailed);
    return QByteArrayView(buffer.constData(), got);
}

} // namespace net
