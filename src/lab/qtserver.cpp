// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/qtserver.h"

#include "lab/callwatch.h"
#include "loop/epolldispatcher.h"

#include <QEvent>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace lab {

/// Lives in the server's thread.
class QtServer::Listener : public QTcpServer
{
public:
    Listener(const Folder &folder, Counter &asked, Counter &ready)
        : m_folder(folder)
        , m_asked(asked)
        , m_ready(ready)
    {
    }

    void start(int descriptor, bool asksAboutAll)
    {
        setSocketDescriptor(descriptor);
        countReady(this);
        if (!asksAboutAll)
            return;
        // Told once in every turn; each asks about this socket and the clients'.
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                [this] { m_asked.add(1 + m_clients); });
    }

    void take(int client) { incomingConnection(client); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::SockAct)
            m_ready.add(1);
        return false;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        connect(client, &QTcpSocket::readyRead, client, [this, client] { serve(client); });
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            --m_clients;
            client->deleteLater();
        });
        if (!client->setSocketDescriptor(descriptor)) {
            delete client;
            return;
        }
        countReady(client);
        ++m_clients;
    }

private:
    /// Every event that the dispatcher delivers to a socket passes its notifiers.
    void countReady(QObject *socket)
    {
        const auto notifiers = socket->findChildren<QSocketNotifier *>();
        for (QSocketNotifier *notifier : notifiers)
            notifier->installEventFilter(this);
    }

    void serve(QTcpSocket *client)
    {
        const QByteArray &bytes = m_folder.answer(client->readAll()).bytes;
        client->write(bytes.data(), bytes.size());
        client->flush(); // in this turn: otherwise it waits for the next one
        client->disconnectFromHost();
    }

    const Folder &m_folder;
    Counter &m_asked;
    Counter &m_ready;
    int m_clients = 0;
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
}

Counts QtServer::counts() const
{
    if (m_loop == Loop::Epoll)
        return {}; // it asks about no socket
    return {std::nullopt, m_asked.value() - m_ready.value()};
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
    Listener listener(m_folder, m_asked, m_ready);
    listener.start(listening.release(), m_loop == Loop::Poll);
    for (Socket &client : clients) {
        if (!m_stop)
            listener.take(client.release());
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
