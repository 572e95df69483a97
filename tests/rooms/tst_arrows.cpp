// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace {

/// The arrows of the design's picture: whom a room may use, and through them whom those may use. main.cpp,
/// which is in no room, may use all.
const QMap<QString, QStringList> arrows = {
    {QStringLiteral("http"), {}},
    {QStringLiteral("loop"), {}},
    {QStringLiteral("cli"), {}},
    {QStringLiteral("site"), {QStringLiteral("http")}},
    {QStringLiteral("trace"), {QStringLiteral("http")}},
    {QStringLiteral("store"), {QStringLiteral("trace")}},
    {QStringLiteral("models"), {QStringLiteral("trace"), QStringLiteral("lab")}},
    {QStringLiteral("lab"), {QStringLiteral("loop")}},
    {QStringLiteral("net"), {QStringLiteral("site"), QStringLiteral("loop"), QStringLiteral("trace")}},
    {QStringLiteral("gui"),
     {QStringLiteral("net"), QStringLiteral("models"), QStringLiteral("store"), QStringLiteral("lab"),
      QStringLiteral("cli")}},
};

QSet<QString> reachable(const QString &room)
{
    QSet<QString> rooms = {room};
    const QStringList direct = arrows.value(room);
    for (const QString &next : direct)
        rooms.unite(reachable(next));
    return rooms;
}

/// The quoted includes of one file, as written.
QStringList quotedIncludes(const QString &path)
{
    static const QRegularExpression include(QStringLiteral(R"(^\s*#\s*include\s*\x22([^\x22]+)\x22)"),
                                            QRegularExpression::MultilineOption);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    QRegularExpressionMatchIterator matches = include.globalMatch(QString::fromUtf8(file.readAll()));
    while (matches.hasNext())
        found << matches.next().captured(1);
    return found;
}

/// Every include of a room that no arrow allows, as "file: include". An include that climbs with ".." is one
/// too: it would get past the table.
QStringList violations(const QString &sources, const QString &room)
{
    const QSet<QString> allowed = reachable(room);
    QStringList found;
    QDirIterator files(sources + u'/' + room, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QStringList includes = quotedIncludes(file);
        for (const QString &include : includes) {
            const bool climbs = include.contains(QStringLiteral(".."));
            const bool leaves = include.contains(u'/') && !allowed.contains(include.section(u'/', 0, 0));
            if (climbs || leaves)
                found << QDir(sources).relativeFilePath(file) + QStringLiteral(": ") + include;
        }
    }
    return found;
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(QFileInfo(path).dir().mkpath(QStringLiteral(".")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// The rooms include only what the arrows between them allow.
class TestArrows : public QObject
{
    Q_OBJECT
private slots:
    void everyRoomHasItsArrows();
    void includes_data();
    void includes();
    void findsForbiddenIncludes();
};

void TestArrows::everyRoomHasItsArrows()
{
    const QStringList rooms
        = QDir(QStringLiteral(PORTHOLE_SOURCES)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(rooms.contains(QStringLiteral("http")));
    for (const QString &room : rooms)
        QVERIFY2(arrows.contains(room), qPrintable(room + QStringLiteral(" is not in the table")));
}

void TestArrows::includes_data()
{
    QTest::addColumn<QString>("room");
    for (const QString &room : arrows.keys())
        QTest::newRow(qPrintable(room)) << room;
}

void TestArrows::includes()
{
    QFETCH(QString, room);
    const QStringList found = violations(QStringLiteral(PORTHOLE_SOURCES), room);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestArrows::findsForbiddenIncludes()
{
    QTemporaryDir sources;
    write(sources.filePath(QStringLiteral("trace/log.cpp")),
          "#include \"trace/log.h\"\n"
          "#include \"http/message.h\"\n"
          "#include <QString>\n"
          "  #  include \"net/server.h\"\n"
          "#include \"../site/site.h\"\n");
    QCOMPARE(violations(sources.path(), QStringLiteral("trace")),
             QStringList({QStringLiteral("trace/log.cpp: net/server.h"),
                          QStringLiteral("trace/log.cpp: ../site/site.h")}));
    write(sources.filePath(QStringLiteral("gui/window.cpp")), "#include \"http/message.h\"\n");
    QCOMPARE(violations(sources.path(), QStringLiteral("gui")), QStringList());
}

QTEST_GUILESS_MAIN(TestArrows)
#include "tst_arrows.moc"
