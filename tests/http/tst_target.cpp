// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/target.h"

#include <QRandomGenerator>
#include <QTest>

using namespace http;

class TestTarget : public QObject
{
    Q_OBJECT

private slots:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<TargetForm>("form");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("rawPath");
        QTest::addColumn<QByteArray>("query");
        const auto row = [](const char *name, const char *raw, TargetForm form, const char *path,
                            const char *rawPath, const char *query) {
            QTest::newRow(name) << QByteArray(raw) << form << QByteArray(path) << QByteArray(rawPath)
                                << QByteArray(query);
        };
        using enum TargetForm;
        row("RFC 9112 §3.2.1 origin form", "/where?q=now", Origin, "/where", "/where", "q=now");
        row("RFC 9112 §3.2.1 the root", "/", Origin, "/", "/", "");
        row("RFC 9112 §3.2.1 empty query", "/a?", Origin, "/a", "/a", "");
        row("RFC 3986 §3.4 '?' and '/' in the query", "/a?b?c/../d", Origin, "/a", "/a", "b?c/../d");
        row("query is not decoded", "/?%41%zz", Origin, "/", "/", "%41%zz");
        row("RFC 9112 §3.2.2 absolute form", "http://www.example.org/pub/a.html", Absolute, "/pub/a.html",
            "/pub/a.html", "");
        row("RFC 9112 §3.2.2 absolute form, no path", "http://example.org", Absolute, "/", "", "");
        row("RFC 9112 §3.2.2 absolute form, query only", "http://example.org?a", Absolute, "/", "", "a");
        row("RFC 9110 §4.2.3 scheme in capitals, port", "HTTPS://example.org:8443/x", Absolute, "/x", "/x",
            "");
        row("RFC 3986 §3.2.2 IPv6", "http://[::1]:7788/x", Absolute, "/x", "/x", "");
        row("RFC 3986 §3.2.3 empty port", "http://example.org:/x", Absolute, "/x", "/x", "");
        row("RFC 9112 §3.2.4 asterisk form", "*", Asterisk, "", "*", "");
        row("RFC 3986 §2.1 decoded", "/a%20b/%E4%B8%AD", Origin, "/a b/\xe4\xb8\xad", "/a%20b/%E4%B8%AD", "");
        row("RFC 3986 §2.1 lower-case digits", "/%e4%b8%ad", Origin, "/\xe4\xb8\xad", "/%e4%b8%ad", "");
        row("RFC 3986 §2.4 decoded once", "/%252e%252e/x", Origin, "/%2e%2e/x", "/%252e%252e/x", "");
        row("encoded '?' and '#'", "/a%3Fb%23c", Origin, "/a?b#c", "/a%3Fb%23c", "");
        row("plus is a plus", "/a+b", Origin, "/a+b", "/a+b", "");
        row("encoded slash", "/a%2Fb", Origin, "/a/b", "/a%2Fb", "");
        row("backslash is an ordinary byte", "/a\\..\\b", Origin, "/a\\..\\b", "/a\\..\\b", "");
        row("bytes that are not UTF-8", "/%ff%fe", Origin, "/\xff\xfe", "/%ff%fe", "");
        row("encoded line break", "/a%0d%0ab", Origin, "/a\r\nb", "/a%0d%0ab", "");
        row("RFC 3986 §5.2.4 dot segments", "/a/b/c/./../../g", Origin, "/a/g", "/a/b/c/./../../g", "");
        row("dot at the end", "/a/.", Origin, "/a/", "/a/.", "");
        row("dots at the end", "/a/b/..", Origin, "/a/", "/a/b/..", "");
        row("back to the root", "/a/..", Origin, "/", "/a/..", "");
        row("encoded dots", "/a/%2e%2E/b", Origin, "/b", "/a/%2e%2E/b", "");
        row("encoded slash and dots", "/a%2f..%2fb", Origin, "/b", "/a%2f..%2fb", "");
        row("three dots are a name", "/.../x", Origin, "/.../x", "/.../x", "");
        row("dot-files keep their dots", "/.git/..x/x..", Origin, "/.git/..x/x..", "/.git/..x/x..", "");
        row("empty segments", "//a///b", Origin, "/a/b", "//a///b", "");
        row("only slashes", "////", Origin, "/", "////", "");
        row("empty segments before dots", "/a//../b", Origin, "/b", "/a//../b", "");
        row("slash at the end", "/a/b/", Origin, "/a/b/", "/a/b/", "");
        row("slashes at the end", "/a/b///", Origin, "/a/b/", "/a/b///", "");
        row("no scheme: a path with a colon", "/http://x/", Origin, "/http:/x/", "/http://x/", "");
    }

    void parses()
    {
        QFETCH(QByteArray, raw);
        QFETCH(TargetForm, form);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, rawPath);
        QFETCH(QByteArray, query);
        const auto target = parseTarget(raw);
        QVERIFY(target);
        QCOMPARE(target->form, form);
        QCOMPARE(target->path, path);
        QCOMPARE(target->rawPath, rawPath);
        QCOMPARE(target->query, query);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<TargetError>("error");
        const auto row = [](const char *name, const char *raw, TargetError error) {
            QTest::newRow(name) << QByteArray(raw) << error;
        };
        using enum TargetError;
        row("empty", "", Malformed);
        row("RFC 9112 §3.2.1 no slash", "index.html", Malformed);
        row("dots alone", "..", Malformed);
        row("query alone", "?a", Malformed);
        row("RFC 9112 §3.2.4 more than an asterisk", "*/x", Malformed);
        row("RFC 9112 §3.2.3 authority form", "example.org:80", Malformed);
        row("scheme without authority", "http:/x", Malformed);
        row("scheme alone", "http:", Malformed);
        row("RFC 9110 §4.2.1 no host", "http:///x", Malformed);
        row("RFC 9110 §4.2.1 no host but a port", "http://:80/x", Malformed);
        row("RFC 9110 §4.2.4 user information", "http://me:secret@example.org/", Malformed);
        row("another scheme", "ftp://example.org/x", Malformed);
        row("port with letters", "http://example.org:8x/", Malformed);
        row("RFC 9110 §7.1 fragment", "/a#b", Malformed);
        row("space", "/a b", Malformed);
        row("control character", "/a\x01", Malformed);
        row("RFC 3986 §2 raw UTF-8", "/\xe4\xb8\xad", Malformed);
        row("percent at the end", "/a%", BadEscape);
        row("one digit", "/a%4", BadEscape);
        row("no digits", "/a%zz", BadEscape);
        row("a digit and none", "/%4g", BadEscape);
        row("percent in percent", "/%%41", BadEscape);
        row("NUL", "/a%00.html", NulByte);
        row("above the root", "/..", AboveRoot);
        row("above the root and back", "/../a", AboveRoot);
        row("above the root later", "/a/../../b", AboveRoot);
        row("above the root in disguise", "/%2e%2e%2f", AboveRoot);
        row("above the root over empty segments", "/a///../..", AboveRoot);
        row("above the root, absolute form", "http://example.org/..", AboveRoot);
    }

    void refuses()
    {
        QFETCH(QByteArray, raw);
        QFETCH(TargetError, error);
        const auto target = parseTarget(raw);
        QVERIFY(!target);
        QCOMPARE(target.error(), error);
    }

    void encodes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("RFC 3986 §2.3 unreserved") << QByteArray("/aZ09-._~") << QByteArray("/aZ09-._~");
        QTest::newRow("RFC 3986 §2.2 safe") << QByteArray("/!$()*+,;=") << QByteArray("/!$()*+,;=");
        QTest::newRow("RFC 3986 §2.2 gen-delims") << QByteArray(":?#[]@") << QByteArray("%3A%3F%23%5B%5D%40");
        QTest::newRow("HTML") << QByteArray("&'\"<>") << QByteArray("%26%27%22%3C%3E");
        QTest::newRow("percent") << QByteArray("/100%") << QByteArray("/100%25");
        QTest::newRow("space, backslash") << QByteArray("a b\\c") << QByteArray("a%20b%5Cc");
        QTest::newRow("UTF-8") << QByteArray("/\xe4\xb8\xad") << QByteArray("/%E4%B8%AD");
        QTest::newRow("line break, NUL") << QByteArray("\r\n\0", 3) << QByteArray("%0D%0A%00");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }

    void encodes()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, encoded);
        QCOMPARE(encodePath(path), encoded);
    }

    void everyByteComesBack()
    {
        QByteArray path("/");
        for (int byte = 1; byte < 256; ++byte)
            path.append(char(byte));
        const auto target = parseTarget(encodePath(path));
        QVERIFY(target);
        QCOMPARE(target->path, path);
    }

    /// Whatever is asked for: a path that was taken is clean, and stays as it is when asked for again.
    void nothingLeavesTheRoot()
    {
        static const QByteArrayList pieces{"/",   "/", ".", "..", "%2e", "%2F", "%5c",
                                           "%25", "a", "b", "?",  "//",  "%",   "%00"};
        QRandomGenerator random(7788);
        for (int round = 0; round < 50'000; ++round) {
            QByteArray raw("/");
            for (int piece = random.bounded(12); piece > 0; --piece)
                raw += pieces.at(random.bounded(int(pieces.size())));
            const auto target = parseTarget(raw);
            if (!target)
                continue;
            const QByteArray &path = target->path;
            const bool clean = path.startsWith('/') && !path.contains("//") && !path.contains('\0')
                && !(path + '/').contains("/../") && !(path + '/').contains("/./");
            QVERIFY2(clean, raw.constData());
            QCOMPARE(parseTarget(encodePath(path))->path, path);
        }
    }
};

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
