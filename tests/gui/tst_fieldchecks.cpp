// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldchecks.h"

#include <QTest>

class FieldChecksTest : public QObject
{
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
};

using Check = QString (*)(const QString &);

void FieldChecksTest::tells_data()
{
    QTest::addColumn<Check>("check");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("fine");
    const auto rows = [](const char *name, Check check, std::initializer_list<const char *> good,
                         std::initializer_list<const char *> bad) {
        for (const char *value : good)
            QTest::addRow("%s takes \"%s\"", name, value) << check << QString::fromUtf8(value) << true;
        for (const char *value : bad)
            QTest::addRow("%s refuses \"%s\"", name, value) << check << QString::fromUtf8(value) << false;
    };
    using namespace gui::fieldchecks;
    rows("index name", indexName, {"index.html", "Ümlaut.htm", "a b"}, {"", "a/b", ".", ".."});
    rows("file path", filePath, {"404.html", "pages/404.html", "a..b"}, {"", "/404.html", "../x", "a/../b"});
    rows("error status", errorStatus, {"400", "404", "599"}, {"", "200", "600", "40", "4044", "x"});
    rows("pattern", gui::fieldchecks::pattern, {"/", "/*", "/img/:name", "/a b"}, {"", "img", "*"});
    rows("field name", fieldName, {"X-Frame-Options", "Cache-Control"},
         {"", "X Y", "X:", "Content-Length", "transfer-encoding", "Server", "ä"});
    rows("field value", fieldValue, {"", "DENY", "a b \"c\"", "ä"}, {"a\nb", "\x7f"});
    rows("ending", gui::fieldchecks::ending, {"glb", "tar.gz", "7z"}, {"", ".glb", "a/b", "a.", "a b"});
    rows("media type", mediaType, {"text/html", "text/html; charset=utf-8", "image/svg+xml"},
         {"", "text", "text/", "a b/c", "text/html\ncharset"});
    rows("origins", origins, {"", "*", "https://example.org", "http://a:3000 http://b"},
         {"example.org", "https://a/", "https://a/path", "* https://a"});
    rows("address", address, {"127.0.0.1", "::1", "0.0.0.0", "fe80::1"}, {"", "localhost", "10.0.0.0/8"});
    rows("network", network, {"10.0.0.0/8", "192.0.2.1", "fd00::/8"}, {"", "proxy", "10.0.0.0/33"});
}

void FieldChecksTest::tells()
{
    QFETCH(Check, check);
    QFETCH(QString, value);
    QFETCH(bool, fine);
    QCOMPARE(check(value).isEmpty(), fine);
}

QTEST_GUILESS_MAIN(FieldChecksTest)
#include "tst_fieldchecks.moc"
