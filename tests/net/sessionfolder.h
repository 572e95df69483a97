// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// What the tests of the session ask, and of which folder.
inline const QByteArray Host = "Host: porthole\r\n";

inline QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\n" + Host + "\r\n";
}

/// Makes a file that is a minute old: one of this very moment may still be changing, for all the site knows.
inline void put(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.flush());
    QVERIFY(
        file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-60), QFileDevice::FileModificationTime));
}
