// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "browser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace {

constexpr int Patience = 20'000; // ms

/// The key under which WebDriver tells a reference to an element (W3C WebDriver §11).
const QString elementKey = QStringLiteral("element-6066-11e4-a52e-4f735466cecf");

QJsonObject capabilities(Scripts scripts)
{
    const QJsonArray arguments{QStringLiteral("--headless=new"),
                               QStringLiteral("--no-sandbox"),
                               QStringLiteral("--disable-dev-shm-usage"),
                               QStringLiteral("--autoplay-policy=no-user-gesture-required"),
                               QStringLiteral("--window-size=1280,900"),
                               QStringLiteral("--mute-audio")};
    QJsonObject options{
        {QStringLiteral("args"), arguments},
        {QStringLiteral("binary"), QStandardPaths::findExecutable(QStringLiteral("chromium"))}};
    if (scripts == Scripts::Off) {
        constexpr int block = 2;
        options.insert(
            QStringLiteral("prefs"),
            QJsonObject{{QStringLiteral("profile.managed_default_content_settings.javascript"), block}});
    }
    const QJsonObject always{{QStringLiteral("goog:chromeOptions"), options},
                             {QStringLiteral("goog:loggingPrefs"),
                              QJsonObject{{QStringLiteral("browser"), QStringLiteral("ALL")}}}};
    return {{QStringLiteral("capabilities"), QJsonObject{{QStringLiteral("alwaysMatch"), always}}}};
}

} // namespace

std::unique_ptr<Browser> Browser::start(Scripts scripts)
{
    std::unique_ptr<Browser> browser(new Browser);
    return browser->startDriver() && browser->startSession(scripts) ? std::move(browser) : nullptr;
}

Browser::~Browser()
{
    if (!m_session.isEmpty())
        ask("DELETE", {});
    m_driver.terminate();
    if (!m_driver.waitForFinished(5'000))
        m_driver.kill();
    m_driver.waitForFinished();
}

bool Browser::startDriver()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("chromedriver"));
    if (program.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("chromium")).isEmpty())
        return false;
    m_driver.start(program, {QStringLiteral("--port=0")});
    static const QRegularExpression started(QStringLiteral("on port (\\d+)\\."));
    QString said;
    while (!started.match(said).hasMatch() && m_driver.waitForReadyRead(Patience))
        said += QString::fromUtf8(m_driver.readAllStandardOutput());
    const QString port = started.match(said).captured(1);
    m_address = QStringLiteral("http://127.0.0.1:") + port;
    return !port.isEmpty();
}

bool Browser::startSession(Scripts scripts)
{
    const QJsonObject session = ask("POST", QStringLiteral("/session"), capabilities(scripts)).toObject();
    const QString id = session.value(QStringLiteral("sessionId")).toString();
    if (!id.isEmpty())
        m_session = QStringLiteral("/session/") + id;
    return !id.isEmpty();
}

QJsonValue Browser::ask(const QByteArray &method, const QString &path, const QJsonObject &body)
{
    QNetworkRequest request(QUrl(m_address + m_session + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    const QByteArray content = method == "POST" ? QJsonDocument(body).toJson() : QByteArray();
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, content));
    (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, Patience);
    const QJsonValue value
        = QJsonDocument::fromJson(reply->readAll()).object().value(QStringLiteral("value"));
    const QJsonValue error = value.toObject().value(QStringLiteral("error"));
    if (reply->error() != QNetworkReply::NoError)
        qWarning("%s: %s", qUtf8Printable(path.isEmpty() ? QString::fromLatin1(method) : path),
                 qUtf8Printable(error.toString(reply->errorString())));
    return value;
}

void Browser::open(const QString &url)
{
    ask("POST", QStringLiteral("/url"), {{QStringLiteral("url"), url}});
}

void Browser::reload()
{
    ask("POST", QStringLiteral("/refresh"));
}

QString Browser::url()
{
    return ask("GET", QStringLiteral("/url")).toString();
}

QJsonValue Browser::run(const QString &script)
{
    return ask("POST", QStringLiteral("/execute/sync"),
               {{QStringLiteral("script"), script}, {QStringLiteral("args"), QJsonArray()}});
}

QString Browser::find(const QString &selector)
{
    const QJsonObject found = ask("POST", QStringLiteral("/element"),
                                  {{QStringLiteral("using"), QStringLiteral("css selector")},
                                   {QStringLiteral("value"), selector}})
                                  .toObject();
    return QStringLiteral("/element/") + found.value(elementKey).toString();
}

void Browser::click(const QString &selector)
{
    ask("POST", find(selector) + QStringLiteral("/click"));
}

void Browser::type(const QString &selector, const QString &text)
{
    ask("POST", find(selector) + QStringLiteral("/value"), {{QStringLiteral("text"), text}});
}

QStringList Browser::texts(const QString &selector)
{
    const QJsonArray found = ask("POST", QStringLiteral("/elements"),
                                 {{QStringLiteral("using"), QStringLiteral("css selector")},
                                  {QStringLiteral("value"), selector}})
                                 .toArray();
    QStringList texts;
    for (const QJsonValue &element : found) {
        const QString id = element.toObject().value(elementKey).toString();
        const QString text
            = ask("GET", QStringLiteral("/element/") + id + QStringLiteral("/text")).toString();
        if (!text.isEmpty())
            texts.append(text);
    }
    return texts;
}

QStringList Browser::consoleErrors()
{
    QStringList errors;
    const QJsonArray entries
        = ask("POST", QStringLiteral("/se/log"), {{QStringLiteral("type"), QStringLiteral("browser")}})
              .toArray();
    for (const QJsonValue &entry : entries) {
        if (entry.toObject().value(QStringLiteral("level")).toString() == QStringLiteral("SEVERE"))
            errors.append(entry.toObject().value(QStringLiteral("message")).toString());
    }
    return errors;
}
