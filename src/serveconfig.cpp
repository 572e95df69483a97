// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serveconfig.h"

#include "defaultfolder.h"

#include <QCoreApplication>

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("main", source);
}

site::SiteRules siteRules(const cli::Serve &options)
{
    site::SiteRules rules;
    rules.root = options.folder.isEmpty() ? defaultFolder() : options.folder;
    rules.indexNames = options.indexNames;
    rules.listing = options.listing;
    rules.zip = options.zip;
    rules.cleanUrls = options.cleanUrls;
    rules.fallback = options.fallback;
    rules.ignoreCase = options.ignoreCase;
    rules.errorPages = options.errorPages;
    rules.rulesFiles = options.rulesFiles;
    for (const cli::HeaderLine &line : options.headers)
        rules.headers.append({line.pattern, line.name, line.value});
    rules.cacheControl = options.cacheControl;
    rules.mediaTypes = options.mediaTypes;
    rules.corsOrigin = options.corsOrigin;
    rules.isolation = options.isolation;
    rules.dotFiles = options.dotFiles == "serve" ? site::DotFiles::Serve : site::DotFiles::Hide;
    rules.symlinks = options.symlinks == "never" ? site::Symlinks::Never : site::Symlinks::Inside;
    rules.precompressed = options.precompressed;
    rules.compress = options.compress;
    rules.cacheBytes = options.cacheBytes;
    return rules;
}

net::Limits limits(const cli::Serve &options)
{
    net::Limits limits;
    limits.idle = options.idle;
    limits.head = options.head;
    limits.body = options.body;
    limits.send = options.send;
    limits.connections = options.maxConnections;
    limits.perAddress = options.maxPerAddress;
    limits.requests = options.maxRequests;
    limits.parser.body = options.maxBody;
    limits.recordBody = qsizetype(options.recordBody);
    limits.parser.head = options.maxHead;
    limits.parser.requestLine = options.maxRequestLine;
    limits.parser.fields = options.maxFields;
    limits.headRate = options.minHeadRate;
    limits.sendRate = options.minSendRate;
    limits.speed = options.maxSpeed;
    limits.connectionSpeed = options.maxConnectionSpeed;
    return limits;
}

} // namespace

tl::expected<net::ServerConfig, QString> serveConfig(const cli::Serve &options)
{
    net::ServerConfig config;
    config.site = siteRules(options);
    config.limits = limits(options);
    config.port = options.port;
    config.loops = options.loops;
    config.network = options.network;
    config.addresses.clear();
    for (const QString &name : options.addresses) {
        const QHostAddress address(name);
        if (address.isNull())
            return tl::unexpected(
                text("“%1” is not an IP address. Use one like 127.0.0.1 or ::1.").arg(name));
        config.addresses.push_back(address);
    }
    for (const QString &name : options.trustedProxies) {
        const net::Subnet subnet = QHostAddress::parseSubnet(name);
        if (subnet.first.isNull())
            return tl::unexpected(
                text("“%1” is not a network. Use an address or one like 10.0.0.0/8.").arg(name));
        config.trustedProxies.push_back(subnet);
    }
    for (const QString &name : options.bans) {
        const QHostAddress address(name);
        if (address.isNull())
            return tl::unexpected(
                text("“%1” cannot be banned: it is not an IP address. Use one like 192.168.1.7.").arg(name));
        config.bans << address;
    }
    return config;
}
