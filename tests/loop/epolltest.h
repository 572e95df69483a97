// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loop/epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTest>

#include <array>
#include <cstring>
#include <functional>
#include <memory>

#include <sys/socket.h>
#include <unistd.h>

/// The main function of a test whose main thread runs on our dispatcher.
#define EPOLL_TEST_MAIN(Test)                                                                                \
    int main(int argc, char *argv[])                                                                         \
    {                                                                                                        \
        QCoreApplication::setEventDispatcher(new EpollDispatcher);                                           \
        const QCoreApplication app(argc, argv);                                                              \
        Test test;                                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    }

/// A connected pair of sockets; what is written to one end is read at the other. Neither blocks.
class Pair
{
public:
    Pair()
    {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends.data()) != 0)
            qFatal("no socket pair");
    }
    ~Pair()
    {
        closeNear();
        closeFar();
    }
    Q_DISABLE_COPY_MOVE(Pair)

    [[nodiscard]] int near() const { return m_ends[0]; } ///< the end a test watches
    [[nodiscard]] int far() const { return m_ends[1]; }
    void closeNear() { closeEnd(0); }
    void closeFar() { closeEnd(1); }
    /// Makes the near end readable.
    void send(const char *bytes = "x") const
    {
        if (write(far(), bytes, std::strlen(bytes)) < 0)
            qFatal("cannot write");
    }
    /// Fills the near end's way out until it takes no more.
    void fill() const
    {
        const QByteArray block(65536, 'x');
        while (write(near(), block.constData(), size_t(block.size())) > 0) { }
    }

private:
    void closeEnd(size_t end)
    {
        if (m_ends[end] >= 0)
            close(m_ends[end]);
        m_ends[end] = -1;
    }

    std::array<int, 2> m_ends{-1, -1};
};

/// Reads all there is; returns how many bytes that was.
inline qsizetype readAll(int fd)
{
    std::array<char, 4096> buffer{};
    qsizetype total = 0;
    for (ssize_t n = 0; (n = read(fd, buffer.data(), buffer.size())) > 0;)
        total += n;
    return total;
}

/// A notifier that counts its activations and then does what it is told.
class Counted
{
public:
    Counted(int fd, QSocketNotifier::Type type, std::function<void()> then = {})
        : m_notifier(std::make_unique<QSocketNotifier>(fd, type))
    {
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                         [this, action = std::move(then)] {
                             ++count;
                             if (action)
                                 action();
                         });
    }

    [[nodiscard]] bool isEnabled() const { return m_notifier->isEnabled(); }
    void setEnabled(bool enabled) { m_notifier->setEnabled(enabled); }
    void remove() { m_notifier.reset(); }

    int count = 0;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// One turn that does not wait.
inline bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    return QCoreApplication::eventDispatcher()->processEvents(flags);
}
