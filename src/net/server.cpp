// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/server.h"

#include "loop/post.h"
#include "net/portowner.h"
#include "net/socketcalls.h"
#include "net/worker.h"

#include <QTcpServer>
#include <QThread>

#ifdef Q_OS_LINUX
#include "loop/epolldispatcher.h"
#endif

namespace net {

namespace {

constexpr int Backlog = 1024;

QString shown(const QHostAddress &address, quint16 port)
{
    const QString host = address.toString();
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}

StartFailure portInUse(const QHostAddress &address, quint16 port)
{
    const PortOwner owner = portOwner(port);
    StartFailure failure{StartFailure::Kind::PortInUse, {}, nextFreePort(address, port)};
    failure.sentence = owner.program.isEmpty()
        ? Server::tr("Port %1 is already in use by another program.").arg(port)
        : Server::tr("Port %1 is already in use by %2 (process %3).")
              .arg(port)
              .arg(owner.program)
              .arg(owner.pid);
    if (failure.nextFreePort != 0)
        failure.sentence
            += u' ' + Server::tr("Close it, or use port %1, which is free.").arg(failure.nextFreePort);
    else
        failure.sentence += u' ' + Server::tr("Close it, or choose another port.");
    return failure;
}

StartFailure bindFailure(const QTcpServer &socket, const QHostAddress &address, quint16 port)
{
    switch (socket.serverError()) {
    case QAbstractSocket::AddressInUseError: return portInUse(address, port);
    case QAbstractSocket::SocketAccessError:
        return {
            StartFailure::Kind::NoRight,
            Server::tr("Port %1 needs administrator rights. Choose a port from 1024 up, for example 7788.")
                .arg(port)};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {StartFailure::Kind::BadAddress,
                Server::tr("This machine has no address %1. Choose 127.0.0.1, or one of its own addresses.")
                    .arg(address.toString())};
    default:
        return {StartFailure::Kind::Other,
                Server::tr("Cannot listen on %1: %2.").arg(shown(address, port), socket.errorString())};
    }
}

/// Listens on all addresses with one port; a first port of 0 is replaced by the one the system picked.
using Sockets = std::vector<std::unique_ptr<QTcpServer>>;
tl::expected<Sockets, StartFailure> listen(const std::vector<QHostAddress> &addresses, quint16 &port)
{
    Sockets sockets;
    for (const QHostAddress &address : addresses) {
        auto socket = std::make_unique<QTcpServer>();
        socket->setListenBacklogSize(Backlog);
        if (!socket->listen(address, port)) // sets SO_REUSEADDR on Unix
            return tl::unexpected(bindFailure(*socket, address, port));
        socket->pauseAccepting(); // the loops do
        port = socket->serverPort();
        sockets.push_back(std::move(socket));
    }
    return sockets;
}

/// One descriptor of each listening socket for each loop: all loops take from the same accept queue.
tl::expected<std::vector<std::vector<qintptr>>, StartFailure> share(const Sockets &sockets, int loops)
{
    std::vector<std::vector<qintptr>> shares{size_t(loops)};
    for (auto &descriptors : shares) {
        for (const auto &socket : sockets) {
            descriptors.push_back(duplicate(socket->socketDescriptor()));
            if (descriptors.back() < 0)
                return tl::unexpected(StartFailure{
                    StartFailure::Kind::Other,
                    Server::tr("Too many files are open. Raise the limit (ulimit -n) and start again.")});
        }
    }
    return shares;
}

} // namespace

/// One worker and its thread, and what is shared with it.
class Server::Loop
{
public:
    explicit Loop(WorkerPlan plan)
        : ring(plan.ring)
        , tally(plan.tally)
        , worker(new Worker(std::move(plan)))
    {
#ifdef Q_OS_LINUX
        thread.setEventDispatcher(new EpollDispatcher); // the thread takes it over
#endif
        thread.setObjectName(QStringLiteral("loop"));
        worker->moveToThread(&thread);
        // Queued to this thread: QCoreApplication::postEvent() touches the dispatcher after it let go of its
        // lock, so a thread must not end by itself on an event it was just sent.
        connect(worker, &Worker::finished, &thread, &QThread::quit, Qt::QueuedConnection);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
        loop::post(worker, [worker = worker] { worker->start(); });
    }
    ~Loop()
    {
        thread.quit();
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    void stop(std::chrono::milliseconds grace)
    {
        if (thread.isRunning() && !stopping) {
            stopping = true; // from here on the worker may go at any moment
            loop::post(worker, [worker = worker, grace] { worker->stop(grace); });
        }
    }

    std::shared_ptr<trace::Ring> ring;
    std::shared_ptr<Tally> tally;
    Worker *worker; ///< deleted in its thread when that ends
    QThread thread;
    bool stopping = false;
};

Server::Server(QObject *parent)
    : QObject(parent)
    , m_numbers(std::make_shared<Numbers>())
{
    raiseDescriptorLimit();
}

Server::~Server() = default;

tl::expected<void, StartFailure> Server::start(const ServerConfig &config)
{
    Q_ASSERT(m_state == State::Stopped);
    auto site = site::Site::open(config.site);
    if (!site)
        return tl::unexpected(StartFailure{StartFailure::Kind::Folder, site.error().sentence});
    ServerConfig bound = config;
    bound.site = (*site)->rules();
    auto sockets = listen(bound.addresses, bound.port);
    if (!sockets)
        return tl::unexpected(sockets.error());
    auto shares = share(*sockets, bound.loops);
    if (!shares)
        return tl::unexpected(shares.error());
    m_config = std::move(bound);
    m_loops.clear();
    for (int i = 0; i < m_config.loops; ++i) {
        WorkerPlan plan;
        plan.loop = i;
        plan.listeners = std::move((*shares)[size_t(i)]);
        plan.site = *site;
        plan.limits = m_config.limits;
        plan.connections = std::max(1, m_config.limits.connections / m_config.loops);
        plan.ring = std::make_shared<trace::Ring>();
        plan.tally = std::make_shared<Tally>();
        plan.numbers = m_numbers;
        m_loops.push_back(std::make_unique<Loop>(std::move(plan)));
        connect(&m_loops.back()->thread, &QThread::finished, this, &Server::loopFinished);
    }
    setState(State::Listening);
    return {};
}

void Server::stop(std::chrono::milliseconds grace)
{
    if (m_state != State::Listening)
        return;
    setState(State::Stopping);
    for (const auto &loop : m_loops)
        loop->stop(grace);
}

tl::expected<void, StartFailure> Server::setSite(const site::SiteRules &rules)
{
    auto site = site::Site::open(rules);
    if (!site)
        return tl::unexpected(StartFailure{StartFailure::Kind::Folder, site.error().sentence});
    m_config.site = (*site)->rules();
    if (m_state == State::Listening) {
        for (const auto &loop : m_loops)
            loop::post(loop->worker, [worker = loop->worker, site = *site] { worker->setSite(site); });
    }
    return {};
}

QStringList Server::urls() const
{
    QStringList urls;
    for (QHostAddress address : m_config.addresses) {
        if (address == QHostAddress(QHostAddress::AnyIPv6))
            address = QHostAddress(QHostAddress::LocalHostIPv6);
        else if (address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any))
            address = QHostAddress(QHostAddress::LocalHost);
        urls << QStringLiteral("http://%1/").arg(shown(address, m_config.port));
    }
    return urls;
}

Totals Server::totals() const
{
    Totals totals;
    for (const auto &loop : m_loops) {
        totals.accepted += loop->tally->accepted.value();
        totals.open += loop->tally->open.value();
        totals.exchanges += loop->tally->exchanges.value();
        totals.errors += loop->tally->errors.value();
        totals.bytesIn += loop->tally->bytesIn.value();
        totals.bytesOut += loop->tally->bytesOut.value();
        totals.refusedDescriptors += loop->tally->acceptPauses.value();
        totals.loopLagNs = std::max(totals.loopLagNs, qint64(loop->tally->lagNs.value()));
    }
    return totals;
}

std::vector<std::shared_ptr<trace::Ring>> Server::rings() const
{
    std::vector<std::shared_ptr<trace::Ring>> rings;
    for (const auto &loop : m_loops)
        rings.push_back(loop->ring);
    return rings;
}

void Server::loopFinished()
{
    const bool allDone = std::all_of(m_loops.cbegin(), m_loops.cend(),
                                     [](const auto &loop) { return loop->thread.isFinished(); });
    if (m_state == State::Stopping && allDone)
        setState(State::Stopped);
}

void Server::setState(State state)
{
    m_state = state;
    emit stateChanged(state);
}

} // namespace net
