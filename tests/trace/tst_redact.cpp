// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchanges.h"
#include "trace/redact.h"

#include <QTest>

class RedactTest : public QObject
{
    Q_OBJECT
private slots:
    void heads_data();
    void heads();
    void everyFormat_data();
    void everyFormat();
};

void RedactTest::heads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("covered");
    const auto row = [](const char *name, const char *head, const char *covered) {
        QTest::newRow(name) << QByteArray(head) << QByteArray(covered);
    };
    row("nothing", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("basic", "GET / HTTP/1.1\r\nAuthorization: Basic dTpw\r\n\r\n",
        "GET / HTTP/1.1\r\nAuthorization: Basic ****\r\n\r\n");
    row("no scheme", "A\r\nproxy-authorization:token\r\n\r\n", "A\r\nproxy-authorization:*****\r\n\r\n");
    row("cookies", "A\r\nCookie: a=12; bb=345;c\r\n\r\n", "A\r\nCookie: a=**; bb=***;*\r\n\r\n");
    row("set-cookie", "A\r\nSet-Cookie: id=secret; Path=/; HttpOnly\r\n\r\n",
        "A\r\nSet-Cookie: id=******; Path=/; HttpOnly\r\n\r\n");
    row("two", "A\r\nCookie: a=1\r\nX: y\r\nCookie: b=2\r\n", "A\r\nCookie: a=*\r\nX: y\r\nCookie: b=*\r\n");
    row("cut off", "A\r\nCookie: a=12", "A\r\nCookie: a=**");
    row("folded", "A\r\nCookie: a=1;\r\n b=2\r\nX: y", "A\r\nCookie: a=*;\r\n ***\r\nX: y");
    row("bare line feeds", "A\nCookie: a=1\nX: y", "A\nCookie: a=*\nX: y");
    row("bare carriage return", "A\rCookie: a=1", "A\rCookie: a=*");
    row("blank before the colon", "A\r\nCookie : a=1\r\n", "A\r\nCookie : a=*\r\n");
    row("target", "GET http://u:pw@h/a@b HTTP/1.1\r\n\r\n", "GET http://****@h/a@b HTTP/1.1\r\n\r\n");
    row("referer", "A\r\nReferer: https://me@h/x\r\n", "A\r\nReferer: https://**@h/x\r\n");
    row("two URLs", "A\r\nX: http://a@b http://c@d\r\n", "A\r\nX: http://*@b http://*@d\r\n");
    row("no user", "A\r\nReferer: https://h/x?m=a@b\r\n", "A\r\nReferer: https://h/x?m=a@b\r\n");
    row("empty", "", "");
}

void RedactTest::heads()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, covered);
    QCOMPARE(trace::redacted(head), covered);
    QCOMPARE(trace::redacted(covered), covered);
}

void RedactTest::everyFormat_data()
{
    QTest::addColumn<trace::ExportFormat>("format");
    for (const trace::ExportFormat format : trace::exportFormats)
        QTest::newRow(trace::word(format).data()) << format;
}

/// No format lets a secret through unless asked; those that hold heads do when asked.
void RedactTest::everyFormat()
{
    QFETCH(trace::ExportFormat, format);
    const trace::Exchange e = made::exchange("GET http://u:tellnobody@h/ HTTP/1.1",
                                             "Authorization: Bearer tellnobody\r\nCookie: id=tellnobody\r\n"
                                             "Referer: http://tellnobody@h/\r\n",
                                             "HTTP/1.1 200 OK\r\nSet-Cookie: id=tellnobody; Secure\r\n");
    const QByteArray covered = made::exported(format, {e});
    QVERIFY(!covered.contains("tellnobody"));
    QVERIFY(!covered.contains(QByteArray("tellnobody").toBase64().first(12)));
    trace::ExportOptions options;
    options.withSecrets = true;
    QVERIFY(made::exported(format, {e}, nullptr, options).contains("tellnobody"));
}

QTEST_GUILESS_MAIN(RedactTest)
#include "tst_redact.moc"
