// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchanges.h"

#include "trace/copyas.h"
#include "trace/copyquote.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using trace::CopyFormat;

class CopyAsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void shellGivesTheBytesBack_data();
    void shellGivesTheBytesBack();
    void curlInAShell_data();
    void curlInAShell();
    void wgetInAShell_data();
    void wgetInAShell();
    void curlStandardInput();
    void exactly_data();
    void exactly();
    void nothingToCopy();
    void markdownCoversSecrets();
    void markdownFence();

private:
    QList<QByteArray> run(const QString &command);

    QTemporaryDir m_folder;
};

namespace {

constexpr auto base = "http://127.0.0.1:7788/";

trace::Exchange posted(const QByteArray &body, const QByteArray &fields = "Content-Type: text/x\r\n")
{
    trace::Exchange e
        = made::exchange("POST /f HTTP/1.1", "Host: h\r\nUser-Agent: u\r\nAccept: a\r\n" + fields);
    e.extras.edit().requestBody = body;
    e.extras.edit().requestBodyBytes = body.size();
    return e;
}

const QByteArray nasty
    = "it's \"q\" $HOME `id` $(id) \\ \\' %PATH% %s !! ^& | <> *?[a] {} # ;\xC3\xA4\xE2\x80\x99";

} // namespace

/// Programs named curl and wget that print their arguments and what they are given, each ended by a zero
/// byte.
void CopyAsTest::initTestCase()
{
    for (const char *name : {"curl", "wget"}) {
        QFile program(m_folder.filePath(QLatin1String(name)));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write(
            "#!/bin/sh\nfor a in \"$@\"; do printf '%s\\0' \"$a\"; case $a in\n"
            "@-) cat; printf '\\0';;\n--body-file=*) cat \"${a#*=}\"; printf '\\0';;\nesac; done\n");
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    }
}

QList<QByteArray> CopyAsTest::run(const QString &command)
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       m_folder.path() + u':' + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(m_folder.path());
    shell.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-s")});
    shell.write(command.toUtf8() + '\n');
    shell.closeWriteChannel();
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        return {};
    QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
    words.removeLast();
    return words;
}

void CopyAsTest::shellGivesTheBytesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("nasty") << nasty;
    QTest::newRow("only apostrophes") << QByteArray("'''");
    QTest::newRow("line feeds") << QByteArray("a\nb\n");
    QTest::newRow("Latin-1") << QByteArray("caf\xE9 'x' %d \\n");
    QTest::newRow("tab, escape, DEL") << QByteArray("a\tb\x1b[1mc\x7f");
    QTest::newRow("not an option") << QByteArray("-\xE9");
    QByteArray all;
    for (int byte = 1; byte < 256; ++byte)
        all += char(byte);
    QTest::newRow("every byte but zero") << all;
}

void CopyAsTest::shellGivesTheBytesBack()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(run(QStringLiteral("curl ") + trace::quote::shell(bytes)), QList<QByteArray>{bytes});
}

void CopyAsTest::curlInAShell_data()
{
    QTest::addColumn<trace::Exchange>("exchange");
    QTest::addColumn<QList<QByteArray>>("arguments");
    const QList<QByteArray> start{"--include", "--path-as-is", "--globoff"};
    const auto header = [](const QByteArray &line) { return QList<QByteArray>{"--header", line}; };
    const QList<QByteArray> usual = header("User-Agent: u") + header("Accept: a");
    const QList<QByteArray> post{"--request", "POST"};
    QTest::newRow("without fields") << made::exchange("GET /x HTTP/1.1")
                                    << start + header("User-Agent:") + header("Accept:")
            + QList<QByteArray>{"http://127.0.0.1:7788/x"};
    QTest::newRow("nasty") << made::exchange("GET /a'b?$c=`d`&[e]={f}%20 HTTP/1.1",
                                             "Host: h\r\nUser-Agent: u\r\nX: " + nasty
                                                 + "\r\nAccept: a\r\nContent-Length: 0\r\nX-Empty:\r\n")
                           << start + header("User-Agent: u") + header("X: " + nasty) + header("Accept: a")
            + header("X-Empty;") + QList<QByteArray>{"http://127.0.0.1:7788/a'b?$c=`d`&[e]={f}%20"};
    QTest::newRow("Latin-1") << made::exchange("GET /\xE9 HTTP/1.1", "User-Agent: \xE9\r\nAccept: a\r\n")
                             << start + header("User-Agent: \xE9") + header("Accept: a")
            + QList<QByteArray>{"http://127.0.0.1:7788/%E9"};
    QTest::newRow("a name that would be a file")
        << made::exchange("GET / HTTP/1.1", "@/etc/x: 1\r\nUser-Agent: u\r\nAccept: a\r\n")
        << start + usual + QList<QByteArray>{"http://127.0.0.1:7788/"};
    QTest::newRow("HEAD, 1.0") << made::exchange("HEAD / HTTP/1.0", "User-Agent: u\r\nAccept: a\r\n")
                               << start + QList<QByteArray>{"--http1.0", "--head"} + usual
            + QList<QByteArray>{"http://127.0.0.1:7788/"};
    QTest::newRow("content that would be a file") << posted("@" + nasty + "\n\n")
                                                  << start + post + usual + header("Content-Type: text/x")
            + QList<QByteArray>{"--data-raw", "@" + nasty + "\n\n", "http://127.0.0.1:7788/f"};
    QTest::newRow("chunked, without a type")
        << posted("3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n")
        << start + post + usual + header("Content-Type:")
            + QList<QByteArray>{"--data-raw", "abc", "http://127.0.0.1:7788/f"};
}

void CopyAsTest::curlInAShell()
{
    QFETCH(trace::Exchange, exchange);
    QFETCH(QList<QByteArray>, arguments);
    QCOMPARE(run(copyText(exchange, base, CopyFormat::CurlSh)), arguments);
}

void CopyAsTest::wgetInAShell_data()
{
    QTest::addColumn<trace::Exchange>("exchange");
    QTest::addColumn<QList<QByteArray>>("arguments");
    const QList<QByteArray> start{"--server-response", "--content-on-error", "--tries=1",
                                  "--max-redirect=0",  "--no-iri",           "--output-document=-"};
    const QList<QByteArray> post = start
        + QList<QByteArray>{"--method=POST", "--header=User-Agent: u", "--header=Accept: a",
                            "--header=Content-Type: text/x"};
    QTest::newRow("nasty") << made::exchange("GET /x HTTP/1.1", "X: " + nasty + "\r\n")
                           << start
            + QList<QByteArray>{"--method=GET", "--header=X: " + nasty, "http://127.0.0.1:7788/x"};
    QTest::newRow("text") << posted(
        nasty + "\n") << post + QList<QByteArray>{"--body-data=" + nasty + "\n", "http://127.0.0.1:7788/f"};
}

void CopyAsTest::wgetInAShell()
{
    QFETCH(trace::Exchange, exchange);
    QFETCH(QList<QByteArray>, arguments);
    QCOMPARE(run(copyText(exchange, base, CopyFormat::Wget)), arguments);
}

/// Zero bytes and what is not text reach curl on its standard input, wget in a file that is gone afterwards.
void CopyAsTest::curlStandardInput()
{
    const QByteArray body = "\xff%s'\\\r\nend\n";
    const QList<QByteArray> curl = run(copyText(posted(body), base, CopyFormat::CurlSh));
    QCOMPARE(curl.mid(curl.size() - 4),
             (QList<QByteArray>{"--data-binary", "@-", body, "http://127.0.0.1:7788/f"}));
    const QList<QByteArray> wget = run(copyText(posted(body), base, CopyFormat::Wget));
    QVERIFY(wget.size() > 3);
    QCOMPARE(wget.at(wget.size() - 2), body);
    const QByteArray file = wget.at(wget.size() - 3);
    QVERIFY(file.startsWith("--body-file=/"));
    QVERIFY(!QFile::exists(QString::fromUtf8(file.mid(12))));
    const QByteArray zeros("a\0b\0", 4);
    QCOMPARE(run(copyText(posted(zeros), base, CopyFormat::CurlSh)).size(), curl.size() + 2);
}

void CopyAsTest::exactly_data()
{
    QTest::addColumn<trace::Exchange>("exchange");
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<QString>("text");
    const QByteArray fields = "User-Agent: a\"b\\\r\nAccept: \\\"%PATH%\r\nConnection: close\r\n";
    const auto get = made::exchange("GET /a?b&c HTTP/1.1", fields);
    QTest::newRow("cmd") << get << CopyFormat::CurlCmd
                         << QStringLiteral("curl --include --path-as-is --globoff "
                                           "--header ^\"User-Agent: a\\^\"b\\\\^\" "
                                           "--header ^\"Accept: \\\\\\^\"^%PATH^%^\" "
                                           "--header ^\"Connection: close^\" "
                                           "^\"http://127.0.0.1:7788/a?b^&c^\"");
    QTest::newRow("cmd, line feed")
        << posted("a\nb") << CopyFormat::CurlCmd
        << QStringLiteral(
               "curl --include --path-as-is --globoff --request ^\"POST^\" --header ^\"User-Agent: u^\" "
               "--header ^\"Accept: a^\" --header ^\"Content-Type: text/x^\" "
               "--data-raw ^\"a^\n\nb^\" ^\"http://127.0.0.1:7788/f^\"");
    QTest::newRow("fetch") << get << CopyFormat::Fetch
                           << QStringLiteral("await fetch(\"http://127.0.0.1:7788/a?b&c\", {\n"
                                             "  method: \"GET\",\n  headers: [\n"
                                             "    [\"User-Agent\", \"a\\\"b\\\\\"],\n"
                                             "    [\"Accept\", \"\\\\\\\"%PATH%\"],\n"
                                             "  ],\n  redirect: \"manual\",\n});");
    QTest::newRow("fetch, text")
        << posted("\"x\"\n", "Content-Type: t\r\nX: \xC3\xA4\r\n") << CopyFormat::Fetch
        << QStringLiteral(
               "await fetch(\"http://127.0.0.1:7788/f\", {\n  method: \"POST\",\n  headers: [\n"
               "    [\"User-Agent\", \"u\"],\n    [\"Accept\", \"a\"],\n    [\"Content-Type\", \"t\"],\n"
               "    [\"X\", \"\u00c3\u00a4\"],\n"
               "  ],\n  redirect: \"manual\",\n  body: \"\\\"x\\\"\\n\",\n});");
    QTest::newRow("fetch, bytes")
        << posted("\xff", {}) << CopyFormat::Fetch
        << QStringLiteral(
               "await fetch(\"http://127.0.0.1:7788/f\", {\n  method: \"POST\",\n  headers: [\n"
               "    [\"User-Agent\", \"u\"],\n    [\"Accept\", \"a\"],\n  ],\n  redirect: \"manual\",\n"
               "  body: Uint8Array.from(atob(\"/w==\"), c => c.charCodeAt(0)),\n});");
    const QString ps = QStringLiteral("Invoke-WebRequest -UseBasicParsing -MaximumRedirection 0 -Uri ");
    QTest::newRow("PowerShell")
        << made::exchange("GET /'$x HTTP/1.1",
                          "User-Agent: \xE2\x80\x99\r\nX: 1\r\nx: 2\r\nCookie: a\r\nCookie: b\r\nTE: x\r\n")
        << CopyFormat::PowerShell
        << ps
            + QStringLiteral(
                "'http://127.0.0.1:7788/''$x' -Method 'GET' -UserAgent '\u2019\u2019' -Headers @{\n"
                "  'X' = '1, 2'\n  'Cookie' = 'a; b'\n}");
    QTest::newRow("PowerShell, content") << posted("it's\n") << CopyFormat::PowerShell
                                         << ps
            + QStringLiteral("'http://127.0.0.1:7788/f' -Method 'POST' -UserAgent 'u' -ContentType 'text/x' "
                             "-Headers @{\n  'Accept' = 'a'\n} -Body 'it''s\n'");
    QTest::newRow("PowerShell, bytes, a rare method") <<
        [] {
            trace::Exchange e = made::exchange("REPORT / HTTP/1.1", {});
            e.extras.edit().requestBody = "\xC3\xA4";
            return e;
        }() << CopyFormat::PowerShell
                                                      << ps
            + QStringLiteral("'http://127.0.0.1:7788/' -CustomMethod 'REPORT' "
                             "-Body ([Convert]::FromBase64String('w6Q='))");
    QTest::newRow("request") << posted("x\r\ny") << CopyFormat::RawRequest
                             << QStringLiteral("POST /f HTTP/1.1\r\nHost: h\r\nUser-Agent: u\r\nAccept: a\r\n"
                                               "Content-Type: text/x\r\n\r\nx\r\ny");
    QTest::newRow("response") << get << CopyFormat::RawResponseHead
                              << QStringLiteral("HTTP/1.1 200 OK\r\n\r\n");
}

void CopyAsTest::exactly()
{
    QFETCH(trace::Exchange, exchange);
    QFETCH(CopyFormat, format);
    QFETCH(QString, text);
    QCOMPARE(copyText(exchange, base, format), text);
}

void CopyAsTest::nothingToCopy()
{
    trace::Exchange silent;
    for (const CopyFormat format : trace::copyFormats) {
        QVERIFY(!title(format).isEmpty());
        const bool isCommand = format < CopyFormat::RawRequest;
        QCOMPARE(copyText(made::exchange("OPTIONS * HTTP/1.1"), base, format).isEmpty(), isCommand);
        QCOMPARE(copyText(made::exchange("GET / HTTP/1.1"), {}, format).isEmpty(), isCommand);
        QCOMPARE(canCopy(made::exchange("OPTIONS * HTTP/1.1"), base, format), !isCommand);
        QCOMPARE(canCopy(made::exchange("GET / HTTP/1.1"), {}, format), !isCommand);
        QVERIFY(canCopy(made::exchange("GET / HTTP/1.1"), base, format));
        const bool isMarkdown = format == CopyFormat::Markdown;
        QCOMPARE(copyText(silent, base, format).isEmpty(), !isMarkdown);
        QCOMPARE(canCopy(silent, base, format), isMarkdown);
    }
}

void CopyAsTest::markdownCoversSecrets()
{
    const QString text = copyText(made::exchange("GET /x HTTP/1.1", "Authorization: Basic c2VjcmV0\r\n"),
                                  base, CopyFormat::Markdown);
    QVERIFY2(text.startsWith(QStringLiteral("```http\nGET /x HTTP/1.1\nAuthorization: Basic ********\n```\n\n"
                                            "```http\nHTTP/1.1 200 OK\n```\n\n")),
             qPrintable(text));
}

void CopyAsTest::markdownFence()
{
    const QString text = copyText(posted("a\r\n````\r\nb"), base, CopyFormat::Markdown);
    QVERIFY2(text.startsWith(QStringLiteral("`````http\n")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("\na\n````\nb\n`````\n")), qPrintable(text));
}

QTEST_GUILESS_MAIN(CopyAsTest)
#include "tst_copyas.moc"
