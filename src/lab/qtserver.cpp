// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/qtserver.h"

#include "lab/callwatch.h"
#include "loop/epolldispatcher.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace lab {

/// Lives in the server's thread as long as that runs.
class QtServer::Listener : public QTcpServer
{
public:
    explicit Listener(const Folder &folder)
        : m_folder(folder)
    {
    }

    void take(int client) { incomingConnection(client); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        connect(client, &QTcpSocket::readyRead, client, [this, client] { serve(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        if (!client->setSocketDescriptor(descriptor))
            delete client;
    }

private:
    void serve(QTcpSocket *client)
    {
        const QByteArray &bytes = m_folder.answer(client->readAll()).bytes;
        client->write(bytes.data(), bytes.size());
        client->flush(); // in this turn: otherwise it waits for the next one
        client->disconnectFromHost();
    }

    const Folder &m_folder;
};

QtServer::QtServer(Loop loop, Socket listening, std::vector<Socket> clients, const Folder &folder)
    : m_loop(loop)
    , m_folder(folder)
    , m_thread([this, socket = std::move(listening), accepted = std::move(clients)]() mutable {
        run(std::move(socket), std::move(accepted));
    })
{
}

QtServer::~QtServer()
{
    m_stop = true;
    wake();
    m_mayEnd = true;
    m_mayEnd.notify_all();
    m_thread.join();
    // Its sockets are closed here: in a watched thread, and where each takes its notifiers out of a long
    // list, that of thousands takes seconds. Safe, for their thread has ended.
    m_listener.reset();
}

void QtServer::watch(CallWatch &watch)
{
    m_watch = &watch;
    wake();
}

void QtServer::run(Socket listening, std::vector<Socket> clients)
{
    m_clock.start();
    if (m_loop == Loop::Epoll)
        QThread::currentThread()->setEventDispatcher(new EpollDispatcher); // which deletes it at its end
    QEventLoop events; // for which Qt chooses a dispatcher where there is none
    auto *dispatcher = QAbstractEventDispatcher::instance();
    m_listener = std::make_unique<Listener>(m_folder);
    m_listener->setSocketDescriptor(listening.release());
    for (Socket &client : clients) {
        if (!m_stop)
            m_listener->take(client.release());
    }
    QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, &events, [&] { obey(events); });
    m_dispatcher = dispatcher;
    m_dispatcher.notify_all();
    events.exec();
    m_mayEnd.wait(false);
}

/// Once in every turn.
void QtServer::obey(QEventLoop &events)
{
    if (m_watch.load(std::memory_order_relaxed))
        m_watch.exchange(nullptr)->attach();
    if (m_stop)
        events.quit();
}

void QtServer::wake() const
{
    m_dispatcher.wait(nullptr);
    m_dispatcher.load()->wakeUp();
}

} // namespace lab
