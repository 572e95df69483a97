// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/status.h"
#include "request.h"
#include "site/errorpage.h"

#include <QHash>
#include <QTest>
#include <QXmlStreamReader>

using http::Fault;

Q_DECLARE_METATYPE(Fault)

namespace {

/// The page read as XML (it is well-formed as such, so that escaping can be proved): text by element, and the
/// link.
QHash<QString, QString> parsed(const QByteArray &page)
{
    QHash<QString, QString> texts;
    QString element;
    QXmlStreamReader xml(page);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            element = xml.name().toString();
            texts[QStringLiteral("elements")] += element + u' ';
            if (element == u"a")
                texts[QStringLiteral("href")] = xml.attributes().value(QStringLiteral("href")).toString();
        } else if (xml.isCharacters() && !xml.isWhitespace()) {
            texts[element] += xml.text();
        }
    }
    if (xml.hasError())
        texts[QStringLiteral("error")] = xml.errorString();
    return texts;
}

} // namespace

class TestErrorPage : public QObject
{
    Q_OBJECT

private slots:
    void page_data();
    void page();
    void path_data();
    void path();
    void link();
    void needsNothingElse();
    void refuse_data();
    void refuse();
};

void TestErrorPage::page_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("heading");
    for (const int status : {301, 400, 403, 405, 408, 413, 414, 431, 500, 501, 503, 505})
        QTest::addRow("%d", status) << status << QString::fromLatin1(http::reasonPhrase(status));
    QTest::newRow("404") << 404 << QStringLiteral("sorry, file not found");
}

void TestErrorPage::page()
{
    QFETCH(int, status);
    QFETCH(QString, heading);
    const QString sentence = QStringLiteral("Why: \"<b>\" & 'so'; do that.");
    const auto texts = parsed(site::errorPage({status, sentence, {}, {}}));
    QCOMPARE(texts.value(QStringLiteral("error")), QString());
    QCOMPARE(texts.value(QStringLiteral("h1")), heading);
    QCOMPARE(texts.value(QStringLiteral("div")), QString::number(status));
    QCOMPARE(texts.value(QStringLiteral("p")), sentence);
    QCOMPARE(texts.value(QStringLiteral("title")),
             QStringLiteral("%1 %2").arg(status).arg(QString::fromLatin1(http::reasonPhrase(status))));
    QCOMPARE(texts.value(QStringLiteral("elements")),
             QStringLiteral("html head meta meta title style body main div h1 p "));
}

void TestErrorPage::path_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("/no.html") << QStringLiteral("/no.html");
    QTest::newRow("script") << QByteArray("/<script>alert(1)</script>")
                            << QStringLiteral("/<script>alert(1)</script>");
    QTest::newRow("attribute") << QByteArray("/\" onload=\"x") << QStringLiteral("/\" onload=\"x");
    QTest::newRow("entity") << QByteArray("/&lt;&#60;%3C") << QStringLiteral("/&lt;&#60;%3C");
    QTest::newRow("end of comment") << QByteArray("/--></code>]]>") << QStringLiteral("/--></code>]]>");
    QTest::newRow("placeholders") << QByteArray("/%1%2") << QStringLiteral("/%1%2");
    QTest::newRow("Chinese") << QByteArray("/文件") << QStringLiteral("/文件");
    QTest::newRow("not UTF-8") << QByteArray("/\xe9\xff") << QStringLiteral("/\ufffd\ufffd");
    QTest::newRow("control") << QByteArray("/a\r\n\x1b\x7f") << QStringLiteral("/a\ufffd\ufffd\ufffd\ufffd");
    QTest::newRow("NUL") << QByteArray("/a\0b", 4) << QStringLiteral("/a\ufffdb");
    QTest::newRow("long") << '/' + QByteArray(9000, 'x') << u'/' + QString(199, u'x') + u'…';
    QTest::newRow("not cut in a character")
        << '/' + QByteArray(198, 'x') + "😀tail" << u'/' + QString(198, u'x') + u'…';
}

void TestErrorPage::path()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, shown);
    const auto texts = parsed(site::errorPage({404, QStringLiteral("Why."), path, {}}));
    QCOMPARE(texts.value(QStringLiteral("error")), QString());
    QCOMPARE(texts.value(QStringLiteral("code")), shown);
    QCOMPARE(texts.value(QStringLiteral("h1")), QStringLiteral("sorry, file not found"));
    QCOMPARE(texts.value(QStringLiteral("elements")),
             QStringLiteral("html head meta meta title style body main div h1 p code p "));
}

void TestErrorPage::link()
{
    const auto texts = parsed(site::errorPage({301, QStringLiteral("There."), "/a", "/a/?b=1&c='d'"}));
    QCOMPARE(texts.value(QStringLiteral("error")), QString());
    QCOMPARE(texts.value(QStringLiteral("href")), QStringLiteral("/a/?b=1&c='d'"));
    QCOMPARE(texts.value(QStringLiteral("a")), QStringLiteral("/a/?b=1&c='d'"));
}

void TestErrorPage::needsNothingElse()
{
    const QByteArray page = site::errorPage({404, QStringLiteral("Why."), "/no", {}});
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(page.contains("color-scheme:light dark"));
    for (const char *word : {"http:", "https:", "url(", "@import", "<script", "<link", "<img"})
        QVERIFY2(!page.contains(word), word);
    QVERIFY(page.size() < 4096);
}

void TestErrorPage::refuse_data()
{
    QTest::addColumn<Fault>("fault");
    for (int i = int(Fault::None) + 1; i <= int(Fault::HeadTooSlow); ++i)
        QTest::addRow("fault %d", i) << Fault(i);
}

void TestErrorPage::refuse()
{
    QFETCH(Fault, fault);
    const site::Reply reply = site::Site::refuse(fault);
    QCOMPARE(reply.status, http::statusOf(fault));
    QCOMPARE(reply.rule, site::Rule::RequestRefused);
    QCOMPARE(reply.fault, fault);
    QCOMPARE(site::sentence(reply.rule, reply.fault), http::sentence(fault));
    QVERIFY(reply.diskPath.isEmpty());
    const QByteArray body = contentOf(reply.body);
    QVERIFY(body.contains(QByteArray::number(reply.status)));
    QVERIFY(body.contains(http::sentence(fault).toHtmlEscaped().toUtf8()));
    QCOMPARE(fieldOf(reply, "X-Content-Type-Options"), QByteArray("nosniff"));
}

QTEST_APPLESS_MAIN(TestErrorPage)
#include "tst_errorpage.moc"
