// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/qtserver.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace lab {

namespace {

void serve(QTcpSocket *client)
{
    if (!client->readAll().endsWith("\r\n\r\n"))
        return;
    client->write(response().data(), response().size());
    client->flush(); // in this turn: otherwise it waits for the next one
    client->disconnectFromHost();
}

/// Lives in the server's thread once that has started.
class Listener : public QTcpServer
{
protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        connect(client, &QTcpSocket::readyRead, client, [client] { serve(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        client->setSocketDescriptor(descriptor);
    }
};

} // namespace

QtServer::QtServer(Socket listening, std::unique_ptr<QAbstractEventDispatcher> dispatcher)
{
    if (dispatcher)
        m_thread.setEventDispatcher(dispatcher.release()); // which the thread deletes when it ends
    auto *listener = new Listener;
    listener->moveToThread(&m_thread);
    // Both run in the thread: started() and the deferred delete are emitted and served there.
    QObject::connect(&m_thread, &QThread::started, listener,
                     [this, listener, descriptor = listening.release()] {
                         m_clock.start();
                         listener->setSocketDescriptor(descriptor);
                     });
    QObject::connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    m_thread.start();
}

QtServer::~QtServer()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace lab
