// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/contentsource.h"
#include "site/documentroot.h"
#include "site/zipfilter.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace site {

/// A folder as a ZIP archive (with ZIP64 where it is needed), packed while it is sent. The path is the
/// folder's below the root, without a leading slash; empty is the root itself. What could not be read is left
/// out, and a text at the end of the archive lists it. Links to files are packed as files, links to folders
/// are left out. A file that changes while it is read is an error: the client gets no archive that looks
/// whole.
[[nodiscard]] std::unique_ptr<ContentSource> zipSource(std::shared_ptr<const DocumentRoot> root,
                                                       QByteArrayView relative, ZipFilter filter);

/// A Content-Disposition value (RFC 6266) that saves the archive under the folder's name.
[[nodiscard]] QByteArray zipName(QByteArrayView relative);

} // namespace site
