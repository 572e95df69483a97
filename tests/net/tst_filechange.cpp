// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "http/date.h"
#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <map>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

namespace {

constexpr qsizetype Size = 8 * 1024 * 1024;

QByteArray version(int number)
{
    return QByteArray(Size, char('A' + number));
}

/// A time of its own for each version, long ago so that the site takes it for settled.
void stamp(int descriptor, int number)
{
    const timespec time{1'600'000'000 + number, 0};
    const std::array<timespec, 2> times{time, time};
    if (::futimens(descriptor, times.data()) != 0)
        qFatal("cannot set the time of the test's own file");
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const auto n = ::pwrite(descriptor, bytes.data() + done, size_t(bytes.size() - done), done);
        if (n <= 0)
            qFatal("cannot write the test's own file");
        done += n;
    }
}

} // namespace

/// A file that is written to, cut off and replaced while clients read it.
class TestFileChange : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aChangeEndsTheDownload_data();
    void aChangeEndsTheDownload();
    void neverTwoVersionsAsOne();

private:
    trace::ExchangePtr lastEnded();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<net::Server> m_server;
    std::unique_ptr<trace::Collector> m_collector;
    std::unique_ptr<trace::Log> m_log;
    std::string m_path;
};

void TestFileChange::init()
{
    m_server.reset();
    m_collector = std::make_unique<trace::Collector>();
    m_log = std::make_unique<trace::Log>();
    connect(m_collector.get(), &trace::Collector::batch, m_log.get(), &trace::Log::append);
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("f.bin")).toStdString();
    const int descriptor = ::open(m_path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    QVERIFY(descriptor >= 0);
    writeAll(descriptor, version(0));
    stamp(descriptor, 0);
    ::close(descriptor);
    net::ServerConfig config;
    config.site.root = m_folder->path();
    config.port = 0;
    m_server = std::make_unique<net::Server>();
    QVERIFY(m_server->start(config));
    m_collector->setRings(m_server->rings());
}

trace::ExchangePtr TestFileChange::lastEnded()
{
    trace::ExchangePtr found;
    (void)QTest::qWaitFor(
        [&] {
            const auto &rows = m_log->exchanges();
            for (auto row = rows.first(); row < rows.end(); ++row) {
                if (rows.at(row)->outcome != trace::Outcome::InProgress)
                    found = rows.at(row);
            }
            return found != nullptr;
        },
        10'000);
    return found;
}

void TestFileChange::aChangeEndsTheDownload_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("written in place") << 0 << false;
    QTest::newRow("cut off") << 1 << false;
    QTest::newRow("appended to") << 2 << false;
    QTest::newRow("replaced: the old one is sent to its end") << 3 << true;
}

void TestFileChange::aChangeEndsTheDownload()
{
    QFETCH(int, how);
    QFETCH(bool, isWhole);
    Client client(m_server->port(), 8192);
    client.send("GET /f.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    const QByteArray begin = client.receive(1000);
    const int descriptor = ::open(m_path.c_str(), O_WRONLY | O_CLOEXEC);
    switch (how) {
    case 0: writeAll(descriptor, version(1)); break;
    case 1: QCOMPARE(::ftruncate(descriptor, Size - 10), 0); break;
    case 2: QCOMPARE(::pwrite(descriptor, "more", 4, Size), 4); break;
    default: QCOMPARE(::rename(m_path.c_str(), (m_path + ".old").c_str()), 0); break;
    }
    ::close(descriptor);
    if (isWhole) {
        const QByteArray rest = client.receive(begin.indexOf("\r\n\r\n") + 4 + Size - begin.size());
        QCOMPARE((begin + rest).last(Size), version(0));
    } else {
        const QByteArray rest = client.receiveAll();
        QVERIFY(begin.size() + rest.size() < Size);
        QVERIFY(!rest.contains('B'));
    }
    const auto row = lastEnded();
    QVERIFY(row);
    QCOMPARE(row->outcome, isWhole ? trace::Outcome::Complete : trace::Outcome::FileChanged);
}

/// What is written while it lies open has a time of now, and the site gives no tag for that; whatever has the
/// date of a version that lay still must be that version.
void TestFileChange::neverTwoVersionsAsOne()
{
    constexpr int Versions = 24;
    std::atomic<bool> stop = false;
    std::map<QByteArray, int> dates; // of versions at rest
    for (int number = 0; number < Versions; ++number)
        dates[http::formatDate(1'600'000'000 + number)] = number;
    std::atomic<int> whole = 0;
    std::atomic<int> mixed = 0;
    const auto read = [&](int receiveBuffer) {
        while (!stop) {
            Client client(m_server->port(), receiveBuffer);
            client.send("GET /f.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            const Answer answer = client.answer();
            const auto known = dates.find(answer.field("Last-Modified"));
            if (known == dates.end() || answer.body.size() < answer.field("Content-Length").toLongLong()
                || answer.body.isEmpty())
                continue;
            ++whole;
            if (answer.body.count(char('A' + known->second)) != answer.body.size())
                ++mixed;
        }
    };
    std::vector<std::thread> readers;
    for (const int buffer : {0, 0, 65536, 4096})
        readers.emplace_back(read, buffer);
    for (int number = 1; number < Versions; ++number) {
        const int target = whole + 2;
        QTRY_VERIFY_WITH_TIMEOUT(whole >= target, 20'000);
        const bool replace = number % 3 == 0;
        const std::string path = replace ? m_path + ".new" : m_path;
        const int descriptor = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
        if (number % 3 == 1)
            QCOMPARE(::ftruncate(descriptor, Size / 2), 0);
        writeAll(descriptor, version(number));
        stamp(descriptor, number);
        ::close(descriptor);
        if (replace)
            QCOMPARE(::rename(path.c_str(), m_path.c_str()), 0);
    }
    stop = true;
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(mixed.load(), 0);
    QVERIFY(whole > Versions);
}

QTEST_GUILESS_MAIN(TestFileChange)
#include "tst_filechange.moc"
