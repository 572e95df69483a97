// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>

/// The programs that judge what is exported. One that is missing ends the test: nothing passes unjudged.
namespace tools {

/// What a program prints on standard output; fails the test when it does not end well.
[[nodiscard]] QByteArray run(const QString &program, const QStringList &arguments);

[[nodiscard]] QByteArray tshark(const QString &file, const QStringList &arguments);
/// The bytes of a TCP stream as Wireshark follows it.
struct Stream
{
    QByteArray fromClient;
    QByteArray fromServer;
};
/// By the client's port.
[[nodiscard]] QMap<quint16, Stream> streams(const QString &file);
/// Entries in a HAR that har-validator accepts.
[[nodiscard]] int entriesOfHar(const QString &file);

} // namespace tools
