// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/qrview.h"

#include <QImage>
#include <QTest>

using gui::QrCode;

class QrCodeTest : public QObject
{
    Q_OBJECT
private slots:
    void hasItsPatterns_data();
    void hasItsPatterns();
    void saysTheText();
    void knowsWhatFits();
    void isPaintedSharp();
};

namespace {

const QByteArray url = "http://192.168.178.23:7788/";

/// One of the three corners (ISO/IEC 18004 §6.3.3): a dark ring of seven, a light one of five, a dark core.
bool isFinder(const QrCode &code, int left, int top)
{
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 7; ++x) {
            const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
            if (code.isDark(left + x, top + y) != (ring != 2))
                return false;
        }
    return true;
}

QByteArray modules(const QrCode &code)
{
    QByteArray all;
    for (int y = 0; y < code.size(); ++y)
        for (int x = 0; x < code.size(); ++x)
            all += code.isDark(x, y) ? '#' : '.';
    return all;
}

} // namespace

void QrCodeTest::hasItsPatterns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one letter") << QByteArray("a");
    QTest::newRow("IPv4") << url;
    QTest::newRow("IPv6") << QByteArray("http://[2001:db8:85a3:8d3:1319:8a2e:370:7348]:65535/");
}

void QrCodeTest::hasItsPatterns()
{
    QFETCH(QByteArray, text);
    const auto code = QrCode::of(text);
    QVERIFY(code);
    const int size = code->size();
    QCOMPARE((size - 17) % 4, 0); // §6.1: 21 modules for version 1, four more for each after it
    QVERIFY(isFinder(*code, 0, 0));
    QVERIFY(isFinder(*code, size - 7, 0));
    QVERIFY(isFinder(*code, 0, size - 7));
    for (int i = 8; i < size - 8; ++i) { // §6.3.5: timing
        QCOMPARE(code->isDark(i, 6), i % 2 == 0);
        QCOMPARE(code->isDark(6, i), i % 2 == 0);
    }
    QVERIFY(code->isDark(8, size - 8)); // §7.9.1: always dark
}

void QrCodeTest::saysTheText()
{
    QCOMPARE(modules(*QrCode::of(url)), modules(*QrCode::of(url)));
    QVERIFY(modules(*QrCode::of(url)) != modules(*QrCode::of("http://192.168.178.23:7789/")));
}

void QrCodeTest::knowsWhatFits()
{
    QVERIFY(!QrCode::of({}));
    QVERIFY(QrCode::of(QByteArray(2000, 'x')));
    QVERIFY(!QrCode::of(QByteArray(4000, 'x')));
}

void QrCodeTest::isPaintedSharp()
{
    gui::QrView view;
    view.resize(view.sizeHint());
    view.setText(QString::fromLatin1(url));
    const auto code = QrCode::of(url);
    const int quiet = 4;
    const int scale = view.width() / (code->size() + 2 * quiet);
    QVERIFY(scale > 1);
    const QImage picture = view.grab().toImage();
    for (int y = 0; y < (code->size() + 2 * quiet) * scale; ++y)
        for (int x = 0; x < (code->size() + 2 * quiet) * scale; ++x) {
            const QPoint module(x / scale - quiet, y / scale - quiet);
            const bool inside = QRect(0, 0, code->size(), code->size()).contains(module);
            const bool dark = inside && code->isDark(module.x(), module.y());
            QCOMPARE(picture.pixelColor(x, y), QColor(dark ? Qt::black : Qt::white));
        }
}

QTEST_MAIN(QrCodeTest)
#include "tst_qrcode.moc"
