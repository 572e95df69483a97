// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bodyview.h"
#include "gui/elidedlabel.h"
#include "gui/findbar.h"
#include "gui/hexview.h"

#include <QBuffer>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include <zlib.h>

using trace::Exchange;

class BodyViewTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_view.reset(); }

    void saysWhyThereIsNothing_data();
    void saysWhyThereIsNothing();
    void showsText();
    void readsOnPageByPage();
    void goesToTheEndOfAGibibyteByAKey();
    void choosesTheSide_data();
    void choosesTheSide();
    void keepsTheSideThatWasChosen();
    void showsARequest_data();
    void showsARequest();
    void tellsWhatWasCut();
    void findsInText();
    void findsAmongAGibibyteOfBytes();
    void saves();
    void saysWhyItCannotBeSaved();
    void indentsJson();
    void showsAPicture();
    void showsBytesOfWhatIsNoPicture();
    void unpacks();
    void tellsWhatCannotBeUnpacked();
    void opensAGibibyteAtOnce();
    void letsGoOfTheOneBefore();
    void tellsThatTheFileWasChanged();
    void keepsItsPlaceWhileMoreIsSent();
    void readsOnlyWhileVisible();

private:
    std::shared_ptr<Exchange> made(const QByteArray &type, const QByteArray &body);
    std::shared_ptr<Exchange> posted(const QByteArray &type, const QByteArray &request,
                                     const QByteArray &response);
    std::shared_ptr<Exchange> sparse(const QByteArray &type, qint64 size);
    [[nodiscard]] QWidget *page() { return m_view->findChild<QStackedWidget *>()->currentWidget(); }
    [[nodiscard]] QString text() { return m_view->findChild<QPlainTextEdit *>()->toPlainText(); }
    [[nodiscard]] QString sentence()
    {
        const auto *label = qobject_cast<QLabel *>(page());
        return label ? label->text() : QString();
    }
    [[nodiscard]] bool showsText(const QString &wanted)
    {
        return QTest::qWaitFor([&] { return qobject_cast<QPlainTextEdit *>(page()) && text() == wanted; },
                               10'000);
    }
    [[nodiscard]] QPushButton *button(const QString &name);
    [[nodiscard]] QPushButton *later() { return button(QStringLiteral("Later")); }
    [[nodiscard]] QString note() { return m_view->findChild<gui::ElidedLabel *>()->text(); }
    void choose(gui::Side side);
    void saveIn(const QString &path);

    QTemporaryDir m_folder;
    std::unique_ptr<gui::BodyView> m_view;
    quint64 m_lastId = 0;
};

void BodyViewTest::init()
{
    m_view = std::make_unique<gui::BodyView>();
    m_view->resize(800, 280);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

std::shared_ptr<Exchange> BodyViewTest::made(const QByteArray &type, const QByteArray &body)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->id = ++m_lastId;
    exchange->status = 200;
    exchange->outcome = trace::Outcome::Complete;
    exchange->contentType = type;
    exchange->responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    exchange->responseBody = body;
    exchange->bodyLength = exchange->bodySent = body.size();
    return exchange;
}

std::shared_ptr<Exchange> BodyViewTest::posted(const QByteArray &type, const QByteArray &request,
                                               const QByteArray &response)
{
    auto exchange = made("text/plain", response);
    exchange->requestHead = "POST / HTTP/1.1\r\nContent-Type: " + type + "\r\n\r\n";
    exchange->extras.edit().requestBody = request;
    exchange->extras.edit().requestBodyBytes = request.size();
    return exchange;
}

/// Sent from a file that has holes for content and takes no room on the disk.
std::shared_ptr<Exchange> BodyViewTest::sparse(const QByteArray &type, qint64 size)
{
    QFile file(m_folder.filePath(QStringLiteral("large")));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("cannot write the test's own file");
    file.close();
    const QFileInfo info(file.fileName());
    auto exchange = made(type, {});
    exchange->diskPath = info.filePath();
    exchange->fileOffset = 0;
    exchange->fileSize = exchange->bodyLength = exchange->bodySent = size;
    exchange->fileModifiedNs = info.lastModified().toMSecsSinceEpoch() * 1'000'000;
    return exchange;
}

QPushButton *BodyViewTest::button(const QString &name)
{
    for (auto *button : m_view->findChildren<QPushButton *>())
        if (button->text().startsWith(name))
            return button;
    return nullptr;
}

/// As a person does, by keys.
void BodyViewTest::choose(gui::Side side)
{
    auto *box = m_view->findChild<QComboBox *>();
    QTest::keyClick(box, side == gui::Side::Request ? Qt::Key_End : Qt::Key_Home);
    QCOMPARE(m_view->side(), side);
}

void BodyViewTest::saveIn(const QString &path)
{
    QTest::mouseClick(button(QStringLiteral("Save As")), Qt::LeftButton);
    auto *dialog = m_view->findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    dialog->close();
}

void BodyViewTest::saysWhyThereIsNothing_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<qint64>("sent");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << qint64(0) << qint64(0) << QStringLiteral("has no content");
    QTest::newRow("nothing sent") << qint64(5) << qint64(0) << QStringLiteral("Nothing of the content");
    QTest::newRow("not kept") << qint64(5) << qint64(5) << QStringLiteral("was not recorded");
}

void BodyViewTest::saysWhyThereIsNothing()
{
    QFETCH(qint64, length);
    QFETCH(qint64, sent);
    QFETCH(QString, words);
    QVERIFY(sentence().contains(QStringLiteral("Select a request")));
    auto exchange = made("text/plain", {});
    exchange->bodyLength = length;
    exchange->bodySent = sent;
    m_view->setExchange(exchange);
    QVERIFY2(sentence().contains(words), qPrintable(sentence()));
    m_view->setExchange(nullptr);
    QVERIFY(sentence().contains(QStringLiteral("Select a request")));
}

void BodyViewTest::showsText()
{
    m_view->setExchange(made("text/html; charset=utf-8", "<p>caf\xc3\xa9</p>\n"));
    QVERIFY(showsText(QStringLiteral("<p>café</p>\n")));
    QVERIFY(!later()->isVisible());
    QVERIFY(m_view->findChild<gui::ElidedLabel *>()->text().contains(QStringLiteral("13 bytes")));
}

void BodyViewTest::readsOnPageByPage()
{
    QByteArray lines;
    for (int i = 0; lines.size() < 300'000; ++i)
        lines += QByteArray::number(i) + " a line of the text \xc3\xa9\n";
    m_view->setExchange(made("text/plain", lines));
    QTRY_VERIFY(later()->isVisible());
    QVERIFY(!button(QStringLiteral("Earlier"))->isEnabled());
    QString all;
    while (later()->isEnabled()) {
        const QString page = text();
        QVERIFY(page.endsWith(u'\n')); // lines are whole
        all += page;
        QTest::mouseClick(later(), Qt::LeftButton);
        QTRY_VERIFY(text() != page);
    }
    QCOMPARE(all + text(), QString::fromUtf8(lines));
    QVERIFY(button(QStringLiteral("Earlier"))->isEnabled());
    auto *field = m_view->findChild<QPlainTextEdit *>();
    QTest::keyClick(field, Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(text().startsWith(QStringLiteral("0 a line")));
    QTest::keyClick(field, Qt::Key_End, Qt::ControlModifier); // the page's, there is more
    QTRY_VERIFY(!later()->isEnabled());
    QTest::keyClick(field, Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(!button(QStringLiteral("Earlier"))->isEnabled());
    m_view->setExchange(made("text/plain", "short"));
    QVERIFY(showsText(QStringLiteral("short")));
    QVERIFY(!later()->isVisible());
}

void BodyViewTest::goesToTheEndOfAGibibyteByAKey()
{
    const auto exchange = sparse("text/plain", 1'073'741'824);
    QFile file(exchange->diskPath);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(1'073'741'824 - 9));
    QCOMPARE(file.write("\nthe end\n"), 9);
    file.close();
    exchange->fileModifiedNs = QFileInfo(file).lastModified().toMSecsSinceEpoch() * 1'000'000;
    m_view->setExchange(exchange);
    QTRY_VERIFY(later()->isVisible());
    auto *field = m_view->findChild<QPlainTextEdit *>();
    QTest::keyClick(field, Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(text().endsWith(QStringLiteral("\nthe end\n")));
    QVERIFY(field->textCursor().atEnd());
}

void BodyViewTest::choosesTheSide_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<gui::Side>("side");
    QTest::newRow("none") << QByteArray() << QByteArray() << gui::Side::Response;
    QTest::newRow("both") << QByteArray("a") << QByteArray("b") << gui::Side::Response;
    QTest::newRow("response") << QByteArray() << QByteArray("b") << gui::Side::Response;
    QTest::newRow("request") << QByteArray("a") << QByteArray() << gui::Side::Request;
}

void BodyViewTest::choosesTheSide()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, response);
    m_view->setExchange(posted("text/plain", request, response));
    QTEST(m_view->side(), "side");
}

void BodyViewTest::keepsTheSideThatWasChosen()
{
    m_view->setExchange(posted("text/plain", "asked", "answered"));
    QVERIFY(showsText(QStringLiteral("answered")));
    choose(gui::Side::Request);
    QVERIFY(showsText(QStringLiteral("asked")));
    m_view->setExchange(posted("text/plain", "next", "answered"));
    QVERIFY(showsText(QStringLiteral("next")));
    m_view->setExchange(made("text/plain", "no question"));
    QVERIFY(showsText(QStringLiteral("no question")));
    QCOMPARE(m_view->side(), gui::Side::Response);
    m_view->setExchange(posted("text/plain", "again", "answered"));
    QVERIFY(showsText(QStringLiteral("again")));
    m_view->setExchange(made("text/plain", "no question"));
    choose(gui::Side::Request); // asked for by name, it says that there is none
    QVERIFY2(sentence().contains(QStringLiteral("request has no content")), qPrintable(sentence()));
}

void BodyViewTest::showsARequest_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("shown");
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray("name=J%C3%BCrgen+M&empty=&&flag&lines=a%0D%0Ab")
                          << QStringLiteral("name = Jürgen M\nempty = \nflag = \nlines = a\n    b");
    QTest::newRow("json") << QByteArray("application/json") << QByteArray(R"({"a":1})")
                          << QStringLiteral("{\n  \"a\": 1\n}");
    QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=x")
                               << QByteArray("--x\nContent-Disposition: form-data; name=a\n\n1\n--x--\n")
                               << QStringLiteral("--x\nContent-Disposition: form-data; name=a\n\n1\n--x--\n");
}

void BodyViewTest::showsARequest()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, content);
    QFETCH(QString, shown);
    m_view->setExchange(posted(type, content, {}));
    QVERIFY2(showsText(shown), qPrintable(text()));
}

void BodyViewTest::tellsWhatWasCut()
{
    auto exchange = posted("text/plain", QByteArray(65536, 'x'), {});
    exchange->extras.edit().requestBodyBytes = 3'200'000;
    m_view->setExchange(exchange);
    QVERIFY2(note().contains(QStringLiteral("were kept")), qPrintable(note()));
    exchange = posted("text/plain", {}, {});
    exchange->extras.edit().requestBodyBytes = 5;
    m_view->setExchange(exchange);
    QVERIFY2(sentence().contains(QStringLiteral("was not recorded")), qPrintable(sentence()));
}

void BodyViewTest::findsInText()
{
    QByteArray lines;
    for (int i = 0; lines.size() < 400'000; ++i)
        lines += QByteArray::number(i) + " a line of the text \xc3\xa9\n";
    const qsizetype at = lines.indexOf("9999 a line of the text \xc3\xa9");
    QVERIFY(at > 0);
    m_view->setExchange(made("text/plain", lines));
    QTRY_VERIFY(later()->isVisible());
    auto *field = m_view->findChild<QPlainTextEdit *>();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_F, Qt::ControlModifier);
    auto *what = m_view->findChild<gui::FindBar *>()->findChild<QLineEdit *>();
    QVERIFY(what->hasFocus());
    what->setText(QStringLiteral("9999 A line of the text é")); // on a later page
    QTest::keyClick(what, Qt::Key_Return);
    QTRY_COMPARE(field->textCursor().selectedText(), QStringLiteral("9999 a line of the text é"));
    QVERIFY(button(QStringLiteral("Earlier"))->isEnabled());
    what->setText(QStringLiteral("0 a line"));
    QTest::keyClick(what, Qt::Key_Return);
    QTRY_COMPARE(field->textCursor().selectedText(), QStringLiteral("0 a line"));
    QCOMPARE(field->textCursor().block().text().left(8), QStringLiteral("10000 a "));
}

void BodyViewTest::findsAmongAGibibyteOfBytes()
{
    const auto exchange = sparse("application/octet-stream", 1'073'741'824);
    QFile file(exchange->diskPath);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(1'000'000'000));
    QCOMPARE(file.write("needle"), 6);
    file.close();
    exchange->fileModifiedNs = QFileInfo(file).lastModified().toMSecsSinceEpoch() * 1'000'000;
    m_view->setExchange(exchange);
    auto *bytes = m_view->findChild<gui::HexView *>();
    QTRY_COMPARE(page(), bytes);
    bytes->setFocus();
    QTest::keyClick(bytes, Qt::Key_F, Qt::ControlModifier);
    auto *what = m_view->findChild<gui::FindBar *>()->findChild<QLineEdit *>();
    what->setText(QStringLiteral("Needle"));
    QTest::keyClick(what, Qt::Key_Return, Qt::ShiftModifier); // from the end
    QTRY_COMPARE_WITH_TIMEOUT(bytes->selectionStart(), 1'000'000'000, 30'000);
    QTRY_COMPARE(bytes->selectedBytes(), QByteArray("needle"));
    what->setText(QStringLiteral("not there"));
    QTest::keyClick(what, Qt::Key_Return);
    m_view->setExchange(made("text/plain", "the next")); // ends the search
    QVERIFY(showsText(QStringLiteral("the next")));
}

void BodyViewTest::saves()
{
    const QString path = m_folder.filePath(QStringLiteral("saved"));
    const auto exchange = sparse("application/octet-stream", 3'000'001);
    m_view->setExchange(exchange);
    saveIn(path);
    QTRY_VERIFY2(note().startsWith(QStringLiteral("Saved as")), qPrintable(note()));
    QCOMPARE(QFileInfo(path).size(), 3'000'001);
    QVERIFY(button(QStringLiteral("Save As"))); // and no Cancel any more
    m_view->setExchange(posted("text/plain", "asked", {}));
    saveIn(path);
    QTRY_COMPARE(QFileInfo(path).size(), 5);
}

void BodyViewTest::saysWhyItCannotBeSaved()
{
    const auto exchange = sparse("application/octet-stream", 1000);
    m_view->setExchange(exchange);
    saveIn(m_folder.filePath(QStringLiteral("no/such/folder")));
    QTRY_VERIFY2(note().contains(QStringLiteral("cannot be written")), qPrintable(note()));
    QVERIFY(QFile::remove(exchange->diskPath));
    const QString path = m_folder.filePath(QStringLiteral("gone"));
    saveIn(path);
    QTRY_VERIFY2(note().contains(QStringLiteral("not there any more")), qPrintable(note()));
    QVERIFY(!QFile::exists(path));
}

void BodyViewTest::indentsJson()
{
    m_view->setExchange(made("application/json", R"({"a":[1,{}]})"));
    QVERIFY(showsText(QStringLiteral("{\n  \"a\": [\n    1,\n    {}\n  ]\n}")));
    // 5 MB on one line: its beginning is there, laid out, without the window's thread reading any of it.
    QByteArray large = "[0";
    while (large.size() < 5'000'000)
        large += ",1234567";
    m_view->setExchange(made("application/json", large + ']'));
    QVERIFY(QTest::qWaitFor([this] { return text().startsWith(QStringLiteral("[\n  0,\n  1234567,\n")); },
                            10'000));
    QVERIFY(later()->isVisible());
    QVERIFY(text().size() <= 136 * 1024);
}

void BodyViewTest::showsAPicture()
{
    QImage image(1200, 40, QImage::Format_RGB32);
    image.fill(Qt::red);
    QBuffer buffer;
    QVERIFY(image.save(&buffer, "PNG"));
    m_view->setExchange(made("image/png", buffer.data()));
    const auto picture = [this] { return qobject_cast<QLabel *>(page()); };
    QTRY_VERIFY(picture() && !picture()->pixmap(Qt::ReturnByValue).isNull());
    QVERIFY(picture()->pixmap(Qt::ReturnByValue).width() <= m_view->width()); // it fits
    QVERIFY(m_view->findChild<gui::ElidedLabel *>()->text().contains(QStringLiteral("1200 × 40")));
}

void BodyViewTest::showsBytesOfWhatIsNoPicture()
{
    for (const char *type : {"image/png", "application/octet-stream", ""}) {
        m_view->setExchange(made(type, "\x01\x02\x03"));
        QTRY_VERIFY(qobject_cast<gui::HexView *>(page()));
        auto *bytes = qobject_cast<gui::HexView *>(page());
        QCOMPARE(bytes->size(), 3);
        QTRY_VERIFY(bytes->rowText().contains(QStringLiteral("01 02 03")));
    }
}

void BodyViewTest::unpacks()
{
    QByteArray lines;
    while (lines.size() < 300'000) // more than is shown at first
        lines += "a line of the text, at " + QByteArray::number(lines.size()) + '\n';
    z_stream stream{};
    QCOMPARE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    QByteArray packed(400'000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(lines.data());
    stream.avail_in = uInt(lines.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    QCOMPARE(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    auto exchange = made("text/plain", packed);
    exchange->responseHead = "HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\n\r\n";
    m_view->setExchange(exchange);
    QTRY_VERIFY(later()->isVisible());
    QVERIFY(text().startsWith(QStringLiteral("a line of the text, at 0\n")));
    const QString first = text();
    QTest::mouseClick(later(), Qt::LeftButton);
    QTRY_VERIFY(text() != first);
    QCOMPARE(text(), QString::fromUtf8(lines.mid(first.size(), text().size())));
}

void BodyViewTest::tellsWhatCannotBeUnpacked()
{
    auto exchange = made("text/plain", "\x1f\x8b no");
    exchange->responseHead = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    m_view->setExchange(exchange);
    QTRY_VERIFY(sentence().contains(QStringLiteral("cannot be unpacked (gzip)")));
}

void BodyViewTest::opensAGibibyteAtOnce()
{
    for (const char *type : {"text/plain", "application/octet-stream", "image/png", "application/json"}) {
        const auto exchange = sparse(type, 1'073'741'824);
        m_view->setExchange(exchange);
        const auto isShown = [this] {
            const auto *bytes = qobject_cast<gui::HexView *>(page());
            return bytes ? bytes->rowText().contains(QStringLiteral("00 00 00"))
                         : qobject_cast<QPlainTextEdit *>(page()) && !text().isEmpty();
        };
        QVERIFY(QTest::qWaitFor(isShown, 10'000));
        QVERIFY(text().size() <= 256 * 1024);
    }
}

void BodyViewTest::letsGoOfTheOneBefore()
{
    m_view->setExchange(sparse("application/json", 1'073'741'824));
    m_view->setExchange(made("text/plain", "the next"));
    QVERIFY(showsText(QStringLiteral("the next")));
    QCoreApplication::processEvents();
    QCOMPARE(text(), QStringLiteral("the next")); // and the one before never comes
}

void BodyViewTest::tellsThatTheFileWasChanged()
{
    auto exchange = sparse("text/plain", 1000);
    exchange->fileSize = 1001;
    m_view->setExchange(exchange);
    QTRY_VERIFY(sentence().contains(QStringLiteral("changed since")));
    exchange = sparse("application/octet-stream", 1000);
    QVERIFY(QFile::remove(exchange->diskPath));
    m_view->setExchange(exchange);
    QTRY_VERIFY(sentence().contains(QStringLiteral("not there any more")));
}

void BodyViewTest::keepsItsPlaceWhileMoreIsSent()
{
    auto exchange = sparse("application/octet-stream", 1'000'000);
    exchange->outcome = trace::Outcome::InProgress;
    exchange->bodySent = 200'000;
    m_view->setExchange(exchange);
    QTRY_VERIFY(qobject_cast<gui::HexView *>(page()));
    auto *bytes = qobject_cast<gui::HexView *>(page());
    bytes->select(5000, 10);
    auto further = std::make_shared<Exchange>(*exchange);
    further->bodySent = 300'000;
    m_view->setExchange(further);
    QCOMPARE(page(), bytes);
    QCOMPARE(bytes->cursor(), 5009);
    auto whole = std::make_shared<Exchange>(*further);
    whole->outcome = trace::Outcome::Complete;
    whole->bodySent = 1'000'000;
    m_view->setExchange(whole);
    QTRY_COMPARE(bytes->size(), 1'000'000);
}

void BodyViewTest::readsOnlyWhileVisible()
{
    m_view->hide();
    m_view->setExchange(made("text/plain", "seen"));
    QTest::qWait(50);
    QVERIFY(text().isEmpty());
    m_view->show();
    QVERIFY(showsText(QStringLiteral("seen")));
}

QTEST_MAIN(BodyViewTest)
#include "tst_bodyview.moc"
