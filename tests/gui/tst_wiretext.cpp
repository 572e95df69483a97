// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/headview.h"
#include "gui/wiretext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

class WireTextTest : public QObject
{
    Q_OBJECT
private slots:
    void shows_data();
    void shows();
    void escapesWithoutPictures();
    void everyPlaceKnowsItsByte();
    void copiesTheOriginal();
};

void WireTextTest::shows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, QByteArray bytes, const QString &text) {
        QTest::newRow(name) << std::move(bytes) << text;
    };
    row("nothing", "", {});
    row("line", "GET / HTTP/1.1\r\n", QStringLiteral("GET / HTTP/1.1␍␊\n"));
    row("blank line", "a\r\n\r\n", QStringLiteral("a␍␊\n␍␊\n"));
    row("bare LF", "a\nb", QStringLiteral("a␊\nb"));
    row("bare CR", "a\rb", QStringLiteral("a␍b"));
    row("controls", QByteArray("\0\t\x1b\x7f", 4), QStringLiteral("␀␉␛␡"));
    row("UTF-8", "é中😀", QStringLiteral("é中😀"));
    row("Latin-1", "caf\xe9", QStringLiteral("caf\\xe9"));
    row("cut short", "\xe4\xb8", QStringLiteral("\\xe4\\xb8"));
    row("overlong", "\xc0\xaf", QStringLiteral("\\xc0\\xaf"));
    row("surrogate", "\xed\xa0\x80", QStringLiteral("\\xed\\xa0\\x80"));
    row("above Unicode", "\xf4\x90\x80\x80", QStringLiteral("\\xf4\\x90\\x80\\x80"));
}

void WireTextTest::shows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(gui::wireText(bytes).text, text);
}

void WireTextTest::escapesWithoutPictures()
{
    const QByteArray bytes("a\r\n\t\0\x7f", 6);
    QCOMPARE(gui::wireText(bytes, gui::ControlMarks::Escapes).text, QStringLiteral("a\\r\\n\n\\t\\x00\\x7f"));
}

void WireTextTest::everyPlaceKnowsItsByte()
{
    const QByteArray bytes = "GET /\xff HTTP/1.1\r\nX: é\r\n";
    const gui::WireText wire = gui::wireText(bytes);
    QCOMPARE(qsizetype(wire.byteAt.size()), wire.text.size() + 1);
    QCOMPARE(qsizetype(wire.mark.size()), wire.text.size());
    for (qsizetype byte = 0; byte < bytes.size(); ++byte) {
        const qsizetype place = wire.placeOf(byte);
        QVERIFY(place < wire.text.size());
        QVERIFY(wire.byteAt[size_t(place)] >= byte);
    }
    const auto whole = wire.bytes(0, wire.text.size());
    QCOMPARE(whole.first, 0);
    QCOMPARE(whole.second, bytes.size());
}

void WireTextTest::copiesTheOriginal()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    gui::HeadView view;
    view.setHead(head, 4);
    QCOMPARE(view.extraSelections().size(), 1);
    QCOMPARE(view.extraSelections().first().cursor.selectedText(), QStringLiteral("/"));
    view.selectAll();
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), head);
    view.setHead({});
    QVERIFY(view.toPlainText().isEmpty());
    QVERIFY(view.extraSelections().isEmpty());
}

QTEST_MAIN(WireTextTest)
#include "tst_wiretext.moc"
