// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverfixture.h"

#include <QDateTime>
#include <QFile>

void ServerFixture::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_places.clear();
    m_server = std::make_unique<net::Server>(nullptr, [this] { return m_places; });
    m_collector = std::make_unique<trace::Collector>();
    m_log = std::make_unique<trace::Log>();
    connect(m_collector.get(), &trace::Collector::batch, m_log.get(), &trace::Log::append);
    put(QStringLiteral("index.html"), "<p>home</p>");
    put(QStringLiteral("a.txt"), "alpha");
}

void ServerFixture::cleanup()
{
    m_server.reset();
    m_collector.reset();
    m_log.reset();
}

QByteArray ServerFixture::put(const QString &name, const QByteArray &content)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's own file");
    file.flush();
    // A file of this very moment has no validators yet.
    if (!file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-60), QFileDevice::FileModificationTime))
        qFatal("cannot set the time of the test's own file");
    return content;
}

bool ServerFixture::start(net::ServerConfig config)
{
    config.site.root = m_folder->path();
    config.port = 0;
    const auto started = m_server->start(config);
    if (!started)
        qWarning("%s", qUtf8Printable(started.error().sentence));
    m_collector->setRings(m_server->rings());
    return started.has_value();
}

/// Waits for a record that is wanted; null when none comes.
template <typename T>
static std::shared_ptr<const T> waitFor(const trace::Rows<T> &rows,
                                        const std::function<bool(const T &)> &wanted)
{
    std::shared_ptr<const T> found;
    const auto look = [&] {
        for (auto row = rows.first(); row < rows.end() && !found; ++row) {
            if (wanted(*rows.at(row)))
                found = rows.at(row);
        }
        return found != nullptr;
    };
    (void)QTest::qWaitFor(look, 10'000);
    return found;
}

trace::ExchangePtr ServerFixture::exchange(const std::function<bool(const trace::Exchange &)> &wanted)
{
    return waitFor(m_log->exchanges(), wanted);
}

trace::ConnectionPtr
ServerFixture::connection(const std::function<bool(const trace::ConnectionRecord &)> &wanted)
{
    return waitFor(m_log->connections(), wanted);
}
