// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/documentroot.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace site {

/// Which version of a file it was.
struct FileStamp
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;

    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// A rules file in the root as it was read.
struct RulesFile
{
    QByteArray name; ///< "_redirects"
    QByteArray text; ///< a byte more than 1 MiB at most, so that more than that can be told; empty: no file
    QString problem; ///< why it could not be read, to be shown; empty: it was, or there is none
    std::optional<FileStamp> stamp; ///< nothing: no file that can be opened, or one too young to tell
};

/// Reads a rules file beneath the root. Blocks on the disk; any thread.
[[nodiscard]] RulesFile readRules(const DocumentRoot &root, const QByteArray &name);

/// False when the file has appeared, vanished or changed since it was read. While that cannot be told nothing
/// has changed. Any thread.
[[nodiscard]] bool isCurrent(const DocumentRoot &root, const RulesFile &rules);

} // namespace site
