// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/acts.h"
#include "gui/messagebar.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QFile>
#include <QMenu>
#include <QTcpSocket>

using trace::State;

/// What the menu of a connection does, on a real window and a real server.
class ActsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void closesAConnection();
    void closesAllOfAnAddress();
    void neverBansThisMachine();
    void letsABannedOneInAgain();
    void pausesAndResumes();
    void offersNothingForWhatIsOver();

private:
    /// The newest record of the only connection.
    [[nodiscard]] trace::ConnectionPtr connection();
    /// Presses the entry that begins so, without its mnemonic; false when it is not there or disabled.
    bool press(const QString &begin);
    [[nodiscard]] QString said() { return m_fixture->window->findChild<gui::MessageBar *>()->sentence(); }

    std::optional<WindowFixture> m_fixture;
    std::unique_ptr<QTcpSocket> m_client;
};

void ActsTest::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->start());
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(QHostAddress(QHostAddress::LocalHost), m_fixture->server.port());
    QTRY_VERIFY(connection());
}

trace::ConnectionPtr ActsTest::connection()
{
    const auto &rows = m_fixture->log.connections();
    return rows.size() > 0 ? rows.at(rows.end() - 1) : nullptr;
}

bool ActsTest::press(const QString &begin)
{
    QMenu menu;
    m_fixture->window->findChild<gui::Acts *>()->fill(&menu, *connection());
    for (QAction *action : menu.actions()) {
        if (action->text().remove(u'&').startsWith(begin) && action->isEnabled()) {
            action->trigger();
            return true;
        }
    }
    return false;
}

void ActsTest::closesAConnection()
{
    QVERIFY(press(QStringLiteral("Close Connection")));
    QTRY_COMPARE(connection()->state, State::Closed);
    QCOMPARE(connection()->cause, trace::CloseCause::Kicked);
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
}

void ActsTest::closesAllOfAnAddress()
{
    QVERIFY(press(QStringLiteral("Close All of 127.0.0.1")));
    QTRY_COMPARE(connection()->cause, trace::CloseCause::Kicked);
    QVERIFY(said().contains(QStringLiteral("127.0.0.1")));
}

void ActsTest::neverBansThisMachine()
{
    QVERIFY(press(QStringLiteral("Ban 127.0.0.1")));
    QVERIFY2(said().contains(QStringLiteral("this machine")), qUtf8Printable(said()));
    QVERIFY(m_fixture->server.bans().isEmpty());
    QVERIFY(connection()->state != State::Closed);
}

/// Banned, remembered, and undone by the offer in the message bar.
void ActsTest::letsABannedOneInAgain()
{
    const QHostAddress stranger(QStringLiteral("192.0.2.7"));
    m_fixture->window->findChild<gui::Acts *>()->ban(stranger);
    QCOMPARE(m_fixture->server.bans(), QList{stranger});
    QVERIFY(said().contains(QStringLiteral("192.0.2.7 is banned")));
    QCOMPARE(m_fixture->settings.value(QStringLiteral("site/bans")).toStringList(),
             QStringList(QStringLiteral("192.0.2.7")));
    auto *undo = m_fixture->window->findChild<gui::MessageBar *>()->findChild<QAbstractButton *>(
        QStringLiteral("actionButton"));
    QVERIFY(undo && undo->text().contains(QStringLiteral("Undo")));
    undo->click();
    QVERIFY(m_fixture->server.bans().isEmpty());
}

void ActsTest::pausesAndResumes()
{
    QFile file(m_fixture->folder.filePath(QStringLiteral("large.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(16'000'000));
    file.close();
    QVERIFY(!press(QStringLiteral("Pause"))); // there is nothing to pause yet
    m_client->setReadBufferSize(1000);
    m_client->write("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(connection()->state, State::Responding);
    QVERIFY(press(QStringLiteral("Pause")));
    QTRY_COMPARE(connection()->state, State::Held);
    QVERIFY(press(QStringLiteral("Resume")));
    QTRY_VERIFY(connection()->state != State::Held);
    m_client->setReadBufferSize(0);
    qint64 got = 0;
    QTRY_VERIFY((got += m_client->readAll().size(), got > 16'000'000));
}

void ActsTest::offersNothingForWhatIsOver()
{
    m_client->abort();
    QTRY_COMPARE(connection()->state, State::Closed);
    QVERIFY(!press(QStringLiteral("Close Connection")));
    QVERIFY(!press(QStringLiteral("Pause")));
    QVERIFY(!press(QStringLiteral("Resume")));
}

QTEST_MAIN(ActsTest)
#include "tst_acts.moc"
