// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

/// A server in a process of its own that serves a folder on a free port of 127.0.0.1, as fairly configured as
/// it can be: the same limits, listings on, dot-files hidden. It ends with the object.
class Peer
{
public:
    enum class Kind : quint8 { Porthole, Nginx, Lighttpd };

    /// Null when it is not installed. Ends the program when it does not start.
    [[nodiscard]] static std::unique_ptr<Peer> start(Kind kind, const QString &folder);
    ~Peer();
    Q_DISABLE_COPY_MOVE(Peer)

    [[nodiscard]] quint16 port() const { return m_port; }
    /// What it says about itself: "nginx version: nginx/1.22.1".
    [[nodiscard]] QByteArray version() const;

private:
    Peer(Kind kind, const QString &program, const QString &folder);
    [[nodiscard]] QStringList arguments(Kind kind, const QString &folder) const;
    void waitUntilListening();

    QTemporaryDir m_dir; ///< for its configuration
    quint16 m_port;
    QProcess m_process;
};
