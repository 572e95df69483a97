// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStringList>

/// "porthole serve" in a process of its own, on a free port of 127.0.0.1. Ends with the object. For tests
/// that are compiled with PORTHOLE_PROGRAM.
class Served
{
public:
    explicit Served(const QString &folder, const QStringList &options = {})
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PORTHOLE_PROGRAM),
                        QStringList{QStringLiteral("serve"), folder, QStringLiteral("--port=0")} + options);
        while (m_port == 0 && (m_process.canReadLine() || m_process.waitForReadyRead(10'000))) {
            static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:(\\d+)/"));
            m_port = address.match(QString::fromUtf8(m_process.readLine())).captured(1).toUShort();
        }
        if (m_port == 0)
            qFatal("porthole serve does not start");
    }
    ~Served()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Served)

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url(const QString &path = QStringLiteral("/")) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
    }
    /// Memory in use, in KiB; 0 where the system does not tell.
    [[nodiscard]] qint64 residentKiB() const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        static const QRegularExpression line(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
        return line.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong();
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};
