// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/response.h"

#include <QTemporaryFile>
#include <QTest>

#include <deque>

#include <unistd.h>

using net::Framing;
using net::Output;
using net::Response;
using site::ContentError;

namespace {

/// Gives what it was made with, and counts how often it was asked.
class Parts : public site::ContentSource
{
public:
    Parts(std::deque<QByteArray> parts, int *asked, bool breaks = false)
        : m_parts(std::move(parts))
        , m_asked(asked)
        , m_breaks(breaks)
    {
    }
    tl::expected<QByteArray, ContentError> next() override
    {
        ++*m_asked;
        if (m_parts.empty())
            return m_breaks ? tl::expected<QByteArray, ContentError>(tl::unexpected(ContentError::Changed))
                            : QByteArray();
        QByteArray part = m_parts.front();
        m_parts.pop_front();
        return part;
    }

private:
    std::deque<QByteArray> m_parts;
    int *m_asked;
    bool m_breaks;
};

QByteArray bytesOf(const Output &output)
{
    QByteArray bytes = output.head.toByteArray() + output.body.toByteArray();
    if (output.slice.length > 0) {
        QByteArray part(output.slice.length, Qt::Uninitialized);
        part.truncate(output.slice.file->read(part.data(), output.slice.offset, part.size()));
        bytes += part;
    }
    return bytes;
}

/// Everything, taken in portions of at most that many bytes.
QByteArray drain(Response &response, qint64 portion)
{
    QByteArray wire;
    while (!response.isSent()) {
        if (response.needsContent()) {
            if (!response.fetch())
                return "broken";
            continue;
        }
        const QByteArray bytes = bytesOf(response.output()).left(portion);
        if (bytes.isEmpty())
            return "nothing to send";
        wire += bytes;
        response.sent(bytes.size());
    }
    return wire;
}

} // namespace

/// A response's bytes, however few of them are taken at a time.
class TestResponse : public QObject
{
    Q_OBJECT

private slots:
    void sends_data();
    void sends();
    void streams_data();
    void streams();
    void asksOnlyWhenAllIsTaken();
    void saysWhyItBroke();
};

void TestResponse::sends_data()
{
    QTest::addColumn<qint64>("portion");
    for (const qint64 portion : {1, 2, 3, 5, 7, 1000})
        QTest::addRow("%lld", portion) << portion;
}

void TestResponse::sends()
{
    QFETCH(qint64, portion);
    QTemporaryFile disk;
    QVERIFY(disk.open() && disk.write("0123456789") == 10 && disk.flush());
    const auto file = std::make_shared<const site::OpenFile>(::dup(disk.handle()), site::FileVersion{.size = 10});

    Response empty("head", {}, Framing::Plain);
    QCOMPARE(drain(empty, portion), QByteArray("head"));
    QCOMPARE(empty.contentSent(), 0);
    Response bytes("head", QByteArray("body"), Framing::Plain);
    QCOMPARE(drain(bytes, portion), QByteArray("headbody"));
    QCOMPARE(bytes.contentSent(), 4);
    Response slice("head", site::FileSlice{file, 2, 5}, Framing::Plain);
    QCOMPARE(drain(slice, portion), QByteArray("head23456"));
    Response pieces("head",
                    site::Pieces{QByteArray("-a-"), site::FileSlice{file, 0, 3}, QByteArray(),
                                 site::FileSlice{file, 4, 0}, QByteArray("-b-"), site::FileSlice{file, 8, 2},
                                 QByteArray("-end-")},
                    Framing::Plain);
    QCOMPARE(drain(pieces, portion), QByteArray("head-a-012-b-89-end-"));
    QCOMPARE(pieces.contentSent(), 16);
}

void TestResponse::streams_data()
{
    sends_data();
}

void TestResponse::streams()
{
    QFETCH(qint64, portion);
    int asked = 0;
    const auto source = [&](std::deque<QByteArray> parts) {
        return site::Body(std::make_unique<Parts>(std::move(parts), &asked));
    };
    Response chunked("head", source({"alpha", QByteArray(18, 'x')}), Framing::Chunked);
    QCOMPARE(drain(chunked, portion), "head5\r\nalpha\r\n12\r\n" + QByteArray(18, 'x') + "\r\n0\r\n\r\n");
    QCOMPARE(chunked.contentSent(), 23);
    QCOMPARE(asked, 3);
    Response plain("head", source({"alpha", "bravo"}), Framing::Plain);
    QCOMPARE(drain(plain, portion), QByteArray("headalphabravo"));
    QCOMPARE(plain.contentSent(), 10);
    Response nothing("head", source({}), Framing::Chunked);
    QCOMPARE(drain(nothing, portion), QByteArray("head0\r\n\r\n"));
    QCOMPARE(nothing.contentSent(), 0);
}

void TestResponse::asksOnlyWhenAllIsTaken()
{
    int asked = 0;
    Response response("head", std::make_unique<Parts>(std::deque<QByteArray>{"alpha", "bravo"}, &asked),
                      Framing::Chunked);
    response.sent(3);
    QVERIFY(!response.needsContent());
    response.sent(1);
    QVERIFY(response.needsContent());
    QCOMPARE(asked, 0);
    QVERIFY(response.fetch());
    QCOMPARE(asked, 1);
    response.sent(7);
    QVERIFY(!response.needsContent());
    response.sent(1);
    QVERIFY(response.needsContent());
}

void TestResponse::saysWhyItBroke()
{
    int asked = 0;
    Response response("", std::make_unique<Parts>(std::deque<QByteArray>{"alpha"}, &asked, true),
                      Framing::Chunked);
    QVERIFY(response.fetch());
    response.sent(8);
    const auto broken = response.fetch();
    QVERIFY(!broken);
    QCOMPARE(broken.error(), ContentError::Changed);
    QVERIFY(!response.isSent());
}

QTEST_GUILESS_MAIN(TestResponse)
#include "tst_response.moc"
