// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/failure.h"
#include "http/status.h"

#include <QSet>
#include <QTest>

using namespace http;

class TestFailure : public QObject
{
    Q_OBJECT

private slots:
    void statuses_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << Fault::None << 0;
        QTest::newRow("RFC 9112 §3") << Fault::MalformedRequestLine << 400;
        QTest::newRow("TLS") << Fault::TlsHello << 400;
        QTest::newRow("RFC 9113 §3.4") << Fault::Http2Preface << 505;
        QTest::newRow("RFC 9110 §15.6.6") << Fault::UnsupportedVersion << 505;
        QTest::newRow("RFC 9110 §9.1") << Fault::UnknownMethod << 501;
        QTest::newRow("RFC 9112 §3, long") << Fault::RequestLineTooLong << 414;
        QTest::newRow("RFC 6585 §5") << Fault::HeadTooLarge << 431;
        QTest::newRow("RFC 6585 §5, fields") << Fault::TooManyFields << 431;
        QTest::newRow("RFC 9112 §5") << Fault::MalformedField << 400;
        QTest::newRow("RFC 9112 §2.2") << Fault::BareLineFeed << 400;
        QTest::newRow("RFC 9112 §3.2") << Fault::MissingHost << 400;
        QTest::newRow("RFC 9112 §3.2, bad") << Fault::BadHost << 400;
        QTest::newRow("RFC 9112 §6.3") << Fault::BadContentLength << 400;
        QTest::newRow("RFC 9112 §6.1") << Fault::AmbiguousFraming << 400;
        QTest::newRow("RFC 9112 §6.1, unknown") << Fault::UnknownTransferCoding << 501;
        QTest::newRow("RFC 9112 §7.1") << Fault::MalformedChunk << 400;
        QTest::newRow("RFC 9110 §15.5.14") << Fault::BodyTooLarge << 413;
        QTest::newRow("RFC 9110 §10.1.1") << Fault::BadExpectation << 417;
        QTest::newRow("RFC 9110 §15.5.9") << Fault::HeadTimeout << 408;
        QTest::newRow("RFC 9110 §15.5.9, body") << Fault::BodyTimeout << 408;
        QTest::newRow("RFC 9110 §15.5.9, rate") << Fault::HeadTooSlow << 408;
    }

    void statuses()
    {
        QFETCH(Fault, fault);
        QFETCH(int, status);
        QCOMPARE(statusOf(fault), status);
        QVERIFY(fault == Fault::None || reasonPhrase(status) != "Unknown");
    }

    void sentences()
    {
        QVERIFY(sentence(Fault::None).isEmpty());
        QSet<QString> seen;
        for (int fault = 1; fault <= int(Fault::HeadTooSlow); ++fault) {
            const QString text = sentence(Fault(fault));
            QVERIFY2(text.endsWith(u'.') && !text.contains(u'\n') && text.front().isUpper(),
                     qPrintable(text));
            QVERIFY2(!seen.contains(text), qPrintable(text));
            seen.insert(text);
        }
    }
};

QTEST_APPLESS_MAIN(TestFailure)
#include "tst_failure.moc"
