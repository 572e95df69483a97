// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/server.h"

#include "net/bans.h"
#include "net/listening.h"
#include "net/serverloop.h"
#include "net/socketcalls.h"
#include "trace/post.h"

#include <QTcpServer>
#include <QThread>

#include <algorithm>
#include <utility>

namespace net {

namespace {

/// How often the machine's addresses are looked at: nothing tells all systems' changes alike.
constexpr std::chrono::seconds NetworkTime{2};
/// How often the folder's rules files are.
constexpr std::chrono::milliseconds SiteTime{500};

} // namespace

Server::Server(QObject *parent, PlaceSource placeSource)
    : QObject(parent)
    , m_numbers(std::make_shared<Numbers>())
    , m_placeSource(std::move(placeSource))
{
    raiseDescriptorLimit();
    m_networkTimer.setInterval(NetworkTime);
    connect(&m_networkTimer, &QTimer::timeout, this, &Server::followNetwork);
    m_siteTimer.setInterval(SiteTime);
    connect(&m_siteTimer, &QTimer::timeout, this, &Server::followSite);
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
    bound.bans = normalised(bound.bans);
    m_config = std::move(bound);
    m_site = *site;
    m_loops.clear();
    for (int i = 0; i < m_config.loops; ++i) {
        WorkerPlan plan;
        plan.loop = i;
        plan.listeners = std::move((*shares)[size_t(i)]);
        plan.site = m_site;
        plan.limits = m_config.limits;
        plan.trustedProxies = m_config.trustedProxies;
        plan.bans = QSet<QHostAddress>(m_config.bans.cbegin(), m_config.bans.cend());
        plan.loops = m_config.loops;
        plan.ring = std::make_shared<trace::Ring>();
        plan.tally = std::make_shared<Tally>();
        plan.numbers = m_numbers;
        m_loops.push_back(std::make_unique<Loop>(std::move(plan)));
        connect(&m_loops.back()->thread, &QThread::finished, this, &Server::loopFinished);
    }
    setState(State::Listening);
    followNetwork();
    m_networkTimer.start();
    m_siteTimer.start();
    return {};
}

void Server::stop(std::chrono::milliseconds grace)
{
    if (m_state != State::Listening)
        return;
    m_networkTimer.stop();
    m_siteTimer.stop();
    m_site.reset();
    m_places.clear();
    m_leaving.clear();
    setState(State::Stopping);
    for (const auto &loop : m_loops)
        loop->stop(grace);
    emit addressesChanged();
}

tl::expected<void, StartFailure> Server::setSite(const site::SiteRules &rules)
{
    auto site = site::Site::open(rules);
    if (!site)
        return tl::unexpected(StartFailure{StartFailure::Kind::Folder, site.error().sentence});
    m_config.site = (*site)->rules();
    if (m_state != State::Listening)
        return {};
    m_site = *site;
    command([site = m_site](Worker &worker) { worker.setSite(site); });
    return {};
}

/// Once the folder's rules files have changed, serves by what they say now. If the folder cannot be opened,
/// what there was stays, and is tried again.
void Server::followSite()
{
    if (!m_site->isCurrent() && setSite(m_config.site))
        emit siteReloaded(siteProblems());
}

QStringList Server::siteProblems() const
{
    QStringList problems;
    if (!m_site)
        return problems;
    for (const site::RulesProblem &problem : m_site->problems()) {
        problems << (problem.file.isEmpty()
                         ? problem.sentence
                         : tr("%1, line %2: %3").arg(problem.file).arg(problem.line).arg(problem.sentence));
    }
    return problems;
}

void Server::setLimits(const Limits &limits)
{
    m_config.limits = limits;
    if (m_state == State::Listening)
        command([limits](Worker &worker) { worker.setLimits(limits); });
}

tl::expected<void, StartFailure> Server::setNetwork(bool on)
{
    const bool before = std::exchange(m_config.network, on);
    if (m_state != State::Listening || on == before)
        return {};
    const auto failure = followNetwork();
    const auto isListening = [](const Place &place) { return place.listening; };
    if (!failure || std::any_of(m_places.cbegin(), m_places.cend(), isListening))
        return {};
    m_config.network = false;
    return tl::unexpected(*failure);
}

/// Looks which addresses there are and binds and unbinds accordingly; what cannot be bound is tried again
/// each time. Says why the first one could not.
std::optional<StartFailure> Server::followNetwork()
{
    std::optional<StartFailure> failure;
    QList<Place> places = currentPlaces();
    const auto had = [this](const QHostAddress &address) {
        return std::any_of(m_places.cbegin(), m_places.cend(),
                           [&](const Place &place) { return place.listening && place.address == address; });
    };
    for (const Place &old : std::as_const(m_places)) {
        const bool isThere = std::any_of(places.cbegin(), places.cend(),
                                         [&](const Place &place) { return place.address == old.address; });
        if (old.listening && (!isThere || !m_config.network) && !isCovered(old.address, m_config.addresses))
            stopListeningOn(old.address);
    }
    for (Place &place : places) {
        if (!m_config.network || place.listening)
            continue;
        place.listening = had(place.address);
        if (place.listening || m_leaving.contains(place.address))
            continue;
        const auto bound = listenOn(place.address);
        place.listening = bound.has_value();
        if (!bound && !failure)
            failure = bound.error();
    }
    if (std::exchange(m_places, places) != places)
        emit addressesChanged();
    return failure;
}

QList<Place> Server::currentPlaces() const
{
    QList<Place> places = m_placeSource();
    for (Place &place : places) {
        place.url = QStringLiteral("http://%1/").arg(shown(place.address, m_config.port));
        place.listening = m_state == State::Listening && isCovered(place.address, m_config.addresses);
    }
    return places;
}

tl::expected<void, StartFailure> Server::listenOn(const QHostAddress &address)
{
    const auto sockets = listen({address}, m_config.port);
    if (!sockets)
        return tl::unexpected(sockets.error());
    auto shares = share(*sockets, int(m_loops.size()));
    if (!shares)
        return tl::unexpected(shares.error());
    auto own = shares->cbegin();
    for (const auto &loop : m_loops) {
        trace::post(loop->worker, [worker = loop->worker, descriptor = (own++)->front()] {
            worker->addListener(descriptor);
        });
    }
    return {};
}

void Server::stopListeningOn(const QHostAddress &address)
{
    m_leaving[address] = int(m_loops.size());
    command([this, address](Worker &worker) {
        worker.removeListener(address);
        trace::post(this, [this, address] { released(address); }); // safe, the loops end before their server
    });
}

/// Until every loop has let go of it, an address cannot be bound again: whoever turned the network off and on
/// in one breath gets it now.
void Server::released(const QHostAddress &address)
{
    const auto found = m_leaving.find(address);
    if (found == m_leaving.end() || --*found > 0)
        return;
    m_leaving.erase(found);
    if (m_state == State::Listening)
        followNetwork();
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
    for (const Place &place : m_places) {
        if (place.listening && !urls.contains(place.url))
            urls << place.url;
    }
    return urls;
}

QList<Place> Server::places() const
{
    return m_state == State::Listening ? m_places : currentPlaces();
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
