// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QRegularExpression>
#include <QTimer>

#include <utility>

#include <netinet/in.h>
#include <sys/resource.h>

using Type = QSocketNotifier::Type;

namespace {

/// A TCP connection over loopback: urgent data and refused connections do not exist between Unix sockets.
struct TcpPair
{
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int server = -1;

    TcpPair()
    {
        const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (bind(listener, generic, size) != 0 || listen(listener, 1) != 0
            || getsockname(listener, generic, &size) != 0 || connect(client, generic, size) != 0)
            qFatal("no loopback connection");
        server = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        close(listener);
    }
    /// Ends the client with RST.
    void reset()
    {
        const linger atOnce{1, 0};
        setsockopt(client, SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
        close(std::exchange(client, -1));
    }
    ~TcpPair()
    {
        close(client);
        close(server);
    }
    Q_DISABLE_COPY_MOVE(TcpPair)
};

} // namespace

class TestEpollSockets : public QObject
{
    Q_OBJECT
private slots:
    void isTheMainThreadsDispatcher();
    void readsOnlyWhatIsThere();
    void repeatsUntilItIsRead();
    void writesWhileThereIsRoom();
    void reportsUrgentDataAsException();
    void servesAllTypesOfOneDescriptor();
    void warnsOfTwoOfOneType();
    void enablesAgain();
    void tellsOfHangUp_data();
    void tellsOfHangUp();
    void tellsOfErrors();
    void leavesSocketsAloneWhenExcluded();
    void activatesAllInOneTurn();
    void ignoresThousandsOfIdleOnes();
};

void TestEpollSockets::isTheMainThreadsDispatcher()
{
    QVERIFY(qobject_cast<EpollDispatcher *>(QCoreApplication::eventDispatcher()) != nullptr);
}

void TestEpollSockets::readsOnlyWhatIsThere()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read, [&] { readAll(pair.near()); });
    QVERIFY(!turn());
    QCOMPARE(reader.count, 0);
    pair.send();
    QVERIFY(turn());
    QCOMPARE(reader.count, 1);
    QVERIFY(!turn());
    QCOMPARE(reader.count, 1);
}

void TestEpollSockets::repeatsUntilItIsRead()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    pair.send();
    for (int i = 1; i <= 3; ++i) {
        turn();
        QCOMPARE(reader.count, i);
    }
    reader.setEnabled(false);
    QVERIFY(!turn());
    QCOMPARE(reader.count, 3);
}

void TestEpollSockets::writesWhileThereIsRoom()
{
    const Pair pair;
    Counted writer(pair.near(), Type::Write);
    turn();
    QCOMPARE(writer.count, 1);
    pair.fill();
    QVERIFY(!turn());
    QCOMPARE(writer.count, 1);
    while (readAll(pair.far()) > 0) { }
    turn();
    QCOMPARE(writer.count, 2);
}

void TestEpollSockets::reportsUrgentDataAsException()
{
    const TcpPair pair;
    Counted reader(pair.server, Type::Read, [&] { readAll(pair.server); });
    Counted urgent(pair.server, Type::Exception, [&] {
        char byte = 0;
        recv(pair.server, &byte, 1, MSG_OOB);
    });
    turn();
    QCOMPARE(urgent.count, 0);
    QCOMPARE(::send(pair.client, "!", 1, MSG_OOB), 1);
    QTRY_COMPARE(urgent.count, 1);
    turn();
    QCOMPARE(urgent.count, 1);
}

void TestEpollSockets::servesAllTypesOfOneDescriptor()
{
    const Pair pair;
    QByteArray log;
    Counted writer(pair.near(), Type::Write, [&] { log += 'W'; });
    Counted reader(pair.near(), Type::Read, [&] { log += 'R'; });
    Counted exception(pair.near(), Type::Exception, [&] { log += 'E'; });
    pair.send();
    turn();
    QCOMPARE(log, "RW");
    reader.remove();
    turn();
    QCOMPARE(log, "RWW");
    writer.remove();
    turn();
    QCOMPARE(log, "RWW");
}

void TestEpollSockets::warnsOfTwoOfOneType()
{
    const Pair pair;
    pair.send();
    Counted older(pair.near(), Type::Read);
    turn();
    QCOMPARE(older.count, 1);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("Multiple socket notifiers .* type Read")));
    Counted newer(pair.near(), Type::Read);
    turn();
    QCOMPARE(older.count, 1);
    QCOMPARE(newer.count, 1);
    older.remove();
    turn();
    QCOMPARE(newer.count, 2);
    newer.remove();
    QVERIFY(!turn());
}

void TestEpollSockets::enablesAgain()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    pair.send();
    for (int i = 1; i <= 3; ++i) {
        turn();
        QCOMPARE(reader.count, i);
        reader.setEnabled(false);
        QVERIFY(!turn());
        reader.setEnabled(true);
    }
}

void TestEpollSockets::tellsOfHangUp_data()
{
    QTest::addColumn<QSocketNotifier::Type>("type");
    QTest::newRow("read") << Type::Read;
    QTest::newRow("write") << Type::Write;
    QTest::newRow("exception") << Type::Exception;
}

void TestEpollSockets::tellsOfHangUp()
{
    QFETCH(const QSocketNotifier::Type, type);
    Pair pair;
    pair.fill();
    Counted counted(pair.near(), type);
    QVERIFY(!turn());
    pair.closeFar();
    QVERIFY(turn());
    QCOMPARE(counted.count, 1);
}

void TestEpollSockets::tellsOfErrors()
{
    TcpPair pair;
    Counted reader(pair.server, Type::Read);
    Counted exception(pair.server, Type::Exception);
    turn();
    QCOMPARE(reader.count + exception.count, 0);
    pair.reset();
    QTRY_VERIFY(exception.count > 0);
    QVERIFY(reader.count > 0);
}

void TestEpollSockets::leavesSocketsAloneWhenExcluded()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    pair.send();
    bool fired = false;
    QTimer::singleShot(5, Qt::PreciseTimer, this, [&] { fired = true; });
    while (!fired)
        turn(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(reader.count, 0);
    turn();
    QCOMPARE(reader.count, 1);
}

void TestEpollSockets::activatesAllInOneTurn()
{
    constexpr int n = 400;
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Counted>> readers;
    for (int i = 0; i < n; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        readers.push_back(std::make_unique<Counted>(pairs.back()->near(), Type::Read));
        pairs.back()->send();
    }
    turn();
    for (const auto &reader : readers)
        QCOMPARE(reader->count, 1);
}

void TestEpollSockets::ignoresThousandsOfIdleOnes()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    const int n = int(std::min<rlim_t>(5000, (limit.rlim_cur - 100) / 2));
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Counted>> readers;
    for (int i = 0; i < n; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        const int fd = pairs.back()->near();
        readers.push_back(std::make_unique<Counted>(fd, Type::Read, [fd] { readAll(fd); }));
    }
    const size_t active = size_t(n) / 2;
    for (int i = 0; i < 100; ++i) {
        pairs[active]->send();
        QVERIFY(turn(QEventLoop::WaitForMoreEvents));
    }
    QVERIFY(!turn());
    for (size_t i = 0; i < readers.size(); ++i)
        QCOMPARE(readers[i]->count, i == active ? 100 : 0);
}

EPOLL_TEST_MAIN(TestEpollSockets)
#include "tst_epollsockets.moc"
