// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace tools {

QByteArray run(const QString &program, const QStringList &arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        qFatal("%s is not installed: run ./dev setup", qUtf8Printable(program));
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        qFatal("%s does not accept it: %s", qUtf8Printable(program),
               process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

QByteArray tshark(const QString &file, const QStringList &arguments)
{
    return run(QStringLiteral("tshark"), QStringList{QStringLiteral("-r"), file} + arguments);
}

namespace {

/// Lines of hexadecimal digits, those from the server indented by a tab, between a head and a foot.
Stream stream(const QString &file, const QByteArray &number)
{
    const QByteArray text = tshark(file,
                                   {QStringLiteral("-q"), QStringLiteral("-z"),
                                    QStringLiteral("follow,tcp,raw,") + QString::fromLatin1(number)});
    Stream found;
    bool inside = false;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("==="))
            inside = false;
        else if (inside)
            (line.startsWith('\t') ? found.fromServer : found.fromClient)
                += QByteArray::fromHex(line.trimmed());
        else
            inside = line.startsWith("Node 1:");
    }
    return found;
}

} // namespace

QMap<quint16, Stream> streams(const QString &file)
{
    const QByteArray opened
        = tshark(file,
                 {QStringLiteral("-Y"), QStringLiteral("tcp.flags.syn == 1 && tcp.flags.ack == 0"),
                  QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                  QStringLiteral("tcp.srcport"), QStringLiteral("-e"), QStringLiteral("tcp.stream")});
    QMap<quint16, Stream> found;
    for (const QByteArray &line : opened.trimmed().split('\n')) {
        const QList<QByteArray> fields = line.split('\t');
        found.insert(fields.value(0).toUShort(), stream(file, fields.value(1)));
    }
    return found;
}

int entriesOfHar(const QString &file)
{
    if (!QFileInfo::exists(QStringLiteral(PORTHOLE_NODE_MODULES "/har-validator")))
        qFatal("har-validator is not installed: run ./dev setup");
    return run(QStringLiteral("node"),
               {QStringLiteral(PORTHOLE_ORACLES "/validate.cjs"), QStringLiteral(PORTHOLE_NODE_MODULES),
                file})
        .trimmed()
        .toInt();
}

} // namespace tools
