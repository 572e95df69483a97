// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/documentroot.h"

#include <QByteArray>

#include <cstring>

inline site::DocumentRoot opened(const QByteArray &path,
                                 site::DocumentRoot::Resolver resolver = site::DocumentRoot::Resolver::Kernel,
                                 site::Symlinks symlinks = site::Symlinks::Inside)
{
    auto root = site::DocumentRoot::open(path, resolver, symlinks);
    if (!root)
        qFatal("%s: %s", path.constData(), std::strerror(root.error()));
    return std::move(*root);
}

inline QByteArray contentOf(const site::Entry &entry)
{
    if (!entry.file)
        return {};
    QByteArray bytes(entry.file->size(), '\0');
    bytes.truncate(entry.file->read(bytes.data(), 0, bytes.size()));
    return bytes;
}
