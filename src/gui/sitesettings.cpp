// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitesettings.h"

#include "gui/fieldchecks.h"
#include "gui/limitfields.h"

#include <QSettings>

#include <tuple>

namespace gui {
namespace {

/// Between the cells of a row: no cell holds it.
constexpr QChar cellEnd = u'\n';

/// Reads a value in its place in the settings; leaves the default where there is none that can be used.
class Reader
{
public:
    explicit Reader(const QSettings &settings)
        : m_settings(settings)
    {
    }

    void flag(const char *key, bool &value) const
    {
        const QString stored = text(key);
        if (stored == u"true" || stored == u"false")
            value = stored == u"true";
    }

    [[nodiscard]] std::optional<qint64> number(const char *key, qint64 least, qint64 most) const
    {
        bool fine = false;
        const qint64 stored = text(key).toLongLong(&fine);
        return fine && stored >= least && stored <= most ? std::optional(stored) : std::nullopt;
    }

    /// A text that passes the check; an empty one where it may be.
    void line(const char *key, QString &value, QString (*check)(const QString &)) const
    {
        const QString stored = text(key);
        if (m_settings.contains(QLatin1String(key)) && (stored.isEmpty() || check(stored).isEmpty()))
            value = stored;
    }

    /// Rows of cells that all pass their checks; nothing when none are stored.
    [[nodiscard]] std::optional<QList<QStringList>>
    rows(const char *key, std::initializer_list<QString (*)(const QString &)> checks) const
    {
        if (!m_settings.contains(QLatin1String(key)))
            return {};
        QList<QStringList> good;
        for (const QString &stored : m_settings.value(QLatin1String(key)).toStringList()) {
            const QStringList cells = stored.split(cellEnd);
            bool fine = cells.size() == qsizetype(checks.size());
            for (qsizetype i = 0; fine && i < cells.size(); ++i)
                fine = checks.begin()[i](cells[i]).isEmpty();
            if (fine)
                good.append(cells);
        }
        return good;
    }

private:
    [[nodiscard]] QString text(const char *key) const
    {
        return m_settings.value(QLatin1String(key)).toString();
    }

    const QSettings &m_settings;
};

void readTables(const Reader &reader, site::SiteRules &rules)
{
    using namespace fieldchecks;
    if (const auto rows = reader.rows("indexNames", {indexName})) {
        rules.indexNames.clear();
        for (const QStringList &row : *rows)
            rules.indexNames.append(row[0]);
    }
    if (const auto rows = reader.rows("errorPages", {errorStatus, filePath})) {
        rules.errorPages.clear();
        for (const QStringList &row : *rows)
            rules.errorPages.insert(row[0].toInt(), row[1]);
    }
    if (const auto rows = reader.rows("headers", {pattern, fieldName, fieldValue}))
        for (const QStringList &row : *rows)
            rules.headers.append({row[0].toUtf8(), row[1].toUtf8(), row[2].toUtf8()});
    if (const auto rows = reader.rows("mediaTypes", {ending, mediaType}))
        for (const QStringList &row : *rows)
            rules.mediaTypes.insert(row[0], row[1].toUtf8());
}

site::SiteRules readRules(const Reader &reader)
{
    site::SiteRules rules;
    readTables(reader, rules);
    reader.flag("listing", rules.listing);
    reader.flag("zip", rules.zip);
    reader.flag("cleanUrls", rules.cleanUrls);
    reader.line("fallback", rules.fallback, fieldchecks::filePath);
    reader.flag("ignoreCase", rules.ignoreCase);
    reader.flag("rulesFiles", rules.rulesFiles);
    QString cacheControl = QString::fromUtf8(rules.cacheControl);
    reader.line("cacheControl", cacheControl, fieldchecks::fieldValue);
    rules.cacheControl = cacheControl.toUtf8();
    QString origins;
    reader.line("corsOrigin", origins, fieldchecks::origins);
    rules.corsOrigin = origins.toUtf8();
    reader.flag("isolation", rules.isolation);
    bool dotFiles = false;
    reader.flag("dotFiles", dotFiles);
    rules.dotFiles = dotFiles ? site::DotFiles::Serve : site::DotFiles::Hide;
    bool links = true;
    reader.flag("followLinks", links);
    rules.symlinks = links ? site::Symlinks::Inside : site::Symlinks::Never;
    reader.flag("precompressed", rules.precompressed);
    reader.flag("compress", rules.compress);
    rules.cacheBytes
        = reader.number("cacheBytes", 0, SiteSettings::mostCacheBytes).value_or(rules.cacheBytes);
    return rules;
}

void writeRules(const site::SiteRules &rules, QSettings &settings)
{
    QStringList errorPages;
    for (auto page = rules.errorPages.cbegin(); page != rules.errorPages.cend(); ++page)
        errorPages += QString::number(page.key()) + cellEnd + page.value();
    QStringList headers;
    for (const site::HeaderRule &rule : rules.headers)
        headers += QString::fromUtf8(rule.pattern + '\n' + rule.name + '\n' + rule.value);
    QStringList mediaTypes;
    for (auto type = rules.mediaTypes.cbegin(); type != rules.mediaTypes.cend(); ++type)
        mediaTypes += type.key() + cellEnd + QString::fromUtf8(type.value());

    const auto set = [&settings](const char *key, const QVariant &value) {
        settings.setValue(QLatin1String(key), value);
    };
    set("indexNames", rules.indexNames);
    set("listing", rules.listing);
    set("zip", rules.zip);
    set("cleanUrls", rules.cleanUrls);
    set("fallback", rules.fallback);
    set("ignoreCase", rules.ignoreCase);
    set("errorPages", errorPages);
    set("rulesFiles", rules.rulesFiles);
    set("headers", headers);
    set("cacheControl", QString::fromUtf8(rules.cacheControl));
    set("mediaTypes", mediaTypes);
    set("corsOrigin", QString::fromUtf8(rules.corsOrigin));
    set("isolation", rules.isolation);
    set("dotFiles", rules.dotFiles == site::DotFiles::Serve);
    set("followLinks", rules.symlinks == site::Symlinks::Inside);
    set("precompressed", rules.precompressed);
    set("compress", rules.compress);
    set("cacheBytes", rules.cacheBytes);
}

void readNetwork(const Reader &reader, net::ServerConfig &config)
{
    // Without any address there would be nothing to listen on.
    if (const auto rows = reader.rows("addresses", {fieldchecks::address}); rows && !rows->isEmpty()) {
        config.addresses.clear();
        for (const QStringList &row : *rows)
            config.addresses.emplace_back(row[0]);
    }
    if (const auto rows = reader.rows("trustedProxies", {fieldchecks::network}))
        for (const QStringList &row : *rows)
            config.trustedProxies.push_back(QHostAddress::parseSubnet(row[0]));
    if (const auto rows = reader.rows("bans", {fieldchecks::address}))
        for (const QStringList &row : *rows)
            config.bans << QHostAddress(row[0]);
    reader.flag("network", config.network);
    config.loops = int(reader.number("loops", 1, SiteSettings::mostLoops).value_or(config.loops));
}

} // namespace

net::ServerConfig SiteSettings::read(QSettings &settings)
{
    net::ServerConfig config;
    settings.beginGroup(QStringLiteral("site"));
    const Reader reader(settings);
    config.site = readRules(reader);
    readNetwork(reader, config);
    for (const LimitField &field : limitFields())
        if (const auto value = reader.number(field.key, field.least, field.most))
            field.set(config.limits, *value);
    settings.endGroup();
    return config;
}

void SiteSettings::write(const net::ServerConfig &config, QSettings &settings)
{
    QStringList addresses;
    for (const QHostAddress &address : config.addresses)
        addresses += address.toString();
    QStringList proxies;
    for (const net::Subnet &proxy : config.trustedProxies)
        proxies += networkText(proxy);
    QStringList bans;
    for (const QHostAddress &address : config.bans)
        bans += address.toString();

    settings.beginGroup(QStringLiteral("site"));
    writeRules(config.site, settings);
    settings.setValue(QStringLiteral("addresses"), addresses);
    settings.setValue(QStringLiteral("trustedProxies"), proxies);
    settings.setValue(QStringLiteral("bans"), bans);
    settings.setValue(QStringLiteral("network"), config.network);
    settings.setValue(QStringLiteral("loops"), config.loops);
    for (const LimitField &field : limitFields())
        settings.setValue(QLatin1String(field.key), field.get(config.limits));
    settings.endGroup();
}

QString networkText(const net::Subnet &network)
{
    const auto &[address, prefix] = network;
    const int whole = address.protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32;
    return prefix == whole ? address.toString() : QStringLiteral("%1/%2").arg(address.toString()).arg(prefix);
}

bool isSame(const net::ServerConfig &a, const net::ServerConfig &b)
{
    const auto parts = [](const net::ServerConfig &config) {
        return std::tie(config.site, config.addresses, config.network, config.port, config.loops,
                        config.limits, config.trustedProxies, config.bans);
    };
    return parts(a) == parts(b);
}

} // namespace gui
