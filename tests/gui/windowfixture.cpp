// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include <QFile>
#include <QTcpSocket>
#include <QToolButton>

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

} // namespace

WindowFixture::WindowFixture()
    : settings(settingsFolder.filePath(QStringLiteral("porthole.ini")), QSettings::IniFormat)
    , server(nullptr, [] {
        return QList<net::Place>{
            {QStringLiteral("eth0"), QHostAddress(QStringLiteral("127.0.0.2")), {}, false}};
    })
{
    write(folder.filePath(QStringLiteral("index.html")), "<h1>hello</h1>");
    write(folder.filePath(QStringLiteral("a.txt")), "plain text");
    QObject::connect(&collector, &trace::Collector::batch, &log, &trace::Log::append);
    reopen();
    window->openFolder(folder.path());
    window->setPort(0);
}

void WindowFixture::reopen()
{
    window = std::make_unique<gui::MainWindow>(server, collector, log, settings);
    window->resize(1280, 800);
    window->show();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
}

gui::TableView *WindowFixture::table(const char *accessibleName)
{
    for (auto *view : window->findChildren<gui::TableView *>())
        if (view->accessibleName() == QLatin1String(accessibleName))
            return view;
    return nullptr;
}

bool WindowFixture::start()
{
    QTest::mouseClick(find<QToolButton>("startButton"), Qt::LeftButton);
    return server.state() == net::Server::State::Listening;
}

QByteArray WindowFixture::exchange(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.port());
    socket.write(request);
    if (!QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }))
        return {};
    return socket.readAll();
}

QByteArray WindowFixture::headFor(const QByteArray &target)
{
    return "GET " + target
        + " HTTP/1.1\r\nHost: localhost\r\nX-Odd:  two  spaces\r\nConnection: close\r\n\r\n";
}

QByteArray WindowFixture::get(const QByteArray &target)
{
    return exchange(headFor(target));
}

void WindowFixture::click(gui::TableView *view, int row, int column)
{
    const QModelIndex index = view->model()->index(row, column);
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}
