// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/limitfields.h"
#include "gui/sitesettings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

class SiteSettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();

    void nothingStoredIsDefault();
    void remembersEverything();
    void remembersEmptyLists();
    void garbageIsDefault_data();
    void garbageIsDefault();
    void keepsTheGoodRows();
    void limits();
    void networks();

private:
    [[nodiscard]] net::ServerConfig stored(const QString &key, const QVariant &value);

    QTemporaryDir m_folder;
    std::optional<QSettings> m_settings;
};

namespace {

/// Nothing in it is as it is by default.
net::ServerConfig unusual()
{
    net::ServerConfig config;
    site::SiteRules &rules = config.site;
    rules.indexNames = {QStringLiteral("start.html"), QStringLiteral("a, b.html")};
    rules.listing = rules.zip = rules.cleanUrls = rules.rulesFiles = false;
    rules.precompressed = rules.compress = false;
    rules.fallback = QStringLiteral("app/index.html");
    rules.ignoreCase = rules.isolation = true;
    rules.errorPages = {{404, QStringLiteral("missing.html")}, {500, QStringLiteral("süß/500.html")}};
    rules.headers = {{"/*", "X-Frame-Options", "DENY"}, {"/img/*", "X-Powered-By", "a\tb"}};
    rules.cacheControl = "max-age=60, must-revalidate";
    rules.mediaTypes
        = {{QStringLiteral("glb"), "model/gltf-binary"}, {QStringLiteral("tar.gz"), "a/b; c=\"d\""}};
    rules.corsOrigin = "https://example.org http://localhost:3000";
    rules.dotFiles = site::DotFiles::Serve;
    rules.symlinks = site::Symlinks::Never;
    rules.cacheBytes = 7 * 1024 * 1024;
    config.addresses = {QHostAddress(QStringLiteral("::1")), QHostAddress(QStringLiteral("127.0.0.2"))};
    config.network = true;
    config.loops = 3;
    config.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
                             QHostAddress::parseSubnet(QStringLiteral("fd00::1"))};
    for (const gui::LimitField &field : gui::limitFields())
        field.set(config.limits, field.get(config.limits) + 100);
    return config;
}

} // namespace

void SiteSettingsTest::init()
{
    m_settings.emplace(m_folder.filePath(QStringLiteral("porthole.ini")), QSettings::IniFormat);
    m_settings->clear();
}

net::ServerConfig SiteSettingsTest::stored(const QString &key, const QVariant &value)
{
    m_settings->setValue(QStringLiteral("site/") + key, value);
    return gui::SiteSettings::read(*m_settings);
}

void SiteSettingsTest::nothingStoredIsDefault()
{
    QVERIFY(gui::isSame(gui::SiteSettings::read(*m_settings), {}));
}

void SiteSettingsTest::remembersEverything()
{
    QVERIFY(!gui::isSame(unusual(), {}));
    gui::SiteSettings::write(unusual(), *m_settings);
    QVERIFY(gui::isSame(gui::SiteSettings::read(*m_settings), unusual()));
    m_settings->sync();
    QSettings again(m_settings->fileName(), QSettings::IniFormat);
    QVERIFY(gui::isSame(gui::SiteSettings::read(again), unusual()));
}

void SiteSettingsTest::remembersEmptyLists()
{
    net::ServerConfig config;
    config.site.indexNames.clear();
    config.site.errorPages.clear();
    config.site.cacheControl.clear();
    gui::SiteSettings::write(config, *m_settings);
    m_settings->sync();
    QSettings again(m_settings->fileName(), QSettings::IniFormat);
    QVERIFY(gui::isSame(gui::SiteSettings::read(again), config));
}

void SiteSettingsTest::garbageIsDefault_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *key, const QVariant &value) {
        QTest::addRow("%s %s", key, qPrintable(value.toString())) << QString::fromLatin1(key) << value;
    };
    row("listing", QStringLiteral("perhaps"));
    row("listing", 2);
    row("zip", QStringList{QStringLiteral("a"), QStringLiteral("b")});
    row("fallback", QStringLiteral("../secret"));
    row("fallback", QStringLiteral("/etc/passwd"));
    row("cacheControl", QStringLiteral("a\r\nX: b"));
    row("corsOrigin", QStringLiteral("nonsense"));
    row("headers", QStringLiteral("/*\nBad Name\nx"));
    row("headers", QStringLiteral("/*\nContent-Length\n5"));
    row("headers", QStringLiteral("only one cell"));
    row("mediaTypes", QStringLiteral("glb\nno type"));
    row("cacheBytes", -1);
    row("cacheBytes", QStringLiteral("99999999999999999999"));
    row("addresses", QStringLiteral("localhost"));
    row("addresses", QStringList());
    row("trustedProxies", QStringLiteral("10.0.0.0/64"));
    row("loops", 0);
    row("loops", 1'000'000);
    row("headTime", 0);
    row("headTime", QStringLiteral("soon"));
    row("connections", -5);
}

void SiteSettingsTest::garbageIsDefault()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    QVERIFY(gui::isSame(stored(key, value), {}));
}

void SiteSettingsTest::keepsTheGoodRows()
{
    const auto config = stored(QStringLiteral("errorPages"),
                               QStringList{QStringLiteral("200\nfine.html"), QStringLiteral("404\ngone.html"),
                                           QStringLiteral("nonsense")});
    QCOMPARE(config.site.errorPages, (QMap<int, QString>{{404, QStringLiteral("gone.html")}}));
}

void SiteSettingsTest::limits()
{
    QSet<QString> keys;
    for (const gui::LimitField &field : gui::limitFields()) {
        const qint64 standard = field.get({});
        QVERIFY2(standard >= field.least && standard <= field.most, field.key);
        QVERIFY2(!field.labelText().isEmpty() && !field.hintText().isEmpty(), field.key);
        net::Limits limits;
        field.set(limits, field.most);
        QVERIFY2(field.get(limits) == field.most && limits != net::Limits(), field.key);
        keys.insert(QLatin1String(field.key));
    }
    QCOMPARE(size_t(keys.size()), gui::limitFields().size());
}

void SiteSettingsTest::networks()
{
    for (const char *text : {"10.0.0.0/8", "192.0.2.1", "fd00::/8", "::1"})
        QCOMPARE(gui::networkText(QHostAddress::parseSubnet(QString::fromLatin1(text))),
                 QString::fromLatin1(text));
}

QTEST_GUILESS_MAIN(SiteSettingsTest)
#include "tst_sitesettings.moc"
