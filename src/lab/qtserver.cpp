// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/qtserver.h"

#include "lab/callwatch.h"

#include <QEvent>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>

namespace lab {

/// Lives in the server's thread once that has started.
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

QtServer::QtServer(Socket listening, const Folder &folder,
                   std::unique_ptr<QAbstractEventDispatcher> dispatcher)
    : m_listener(new Listener(folder, m_asked, m_ready))
{
    const bool asksAboutAll = !dispatcher;
    if (dispatcher)
        m_thread.setEventDispatcher(dispatcher.release()); // which the thread deletes when it ends
    m_listener->moveToThread(&m_thread);
    // Both run in the thread: started() and the deferred delete are emitted and served there.
    QObject::connect(&m_thread, &QThread::started, m_listener,
                     [this, asksAboutAll, descriptor = listening.release()] {
                         m_clock.start();
                         m_listener->start(descriptor, asksAboutAll);
                     });
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

QtServer::~QtServer()
{
    m_thread.quit();
    m_thread.wait();
}

Counts QtServer::counts() const
{
    const qint64 asked = m_asked.value();
    return {std::nullopt, asked == 0 ? 0 : asked - m_ready.value()};
}

void QtServer::watch(CallWatch &watch)
{
    QMetaObject::invokeMethod(m_listener, [&watch] { watch.attach(); });
}

} // namespace lab
