// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QStringList>

#include <memory>

enum class Scripts : quint8 { On, Off };

/// Chromium without a window, driven by chromedriver over WebDriver (W3C). A session of its own; browser and
/// driver end with the object. Every wait ends after twenty seconds.
class Browser
{
public:
    /// Null when Chromium or chromedriver is not installed, or does not start.
    [[nodiscard]] static std::unique_ptr<Browser> start(Scripts scripts = Scripts::On);
    ~Browser();
    Q_DISABLE_COPY_MOVE(Browser)

    /// Opens an address and waits until the page is loaded.
    void open(const QString &url);
    void reload();
    [[nodiscard]] QString url();

    /// What the body of a function gives back in the page; a promise is waited for.
    [[nodiscard]] QJsonValue run(const QString &script);
    /// Clicks what a CSS selector finds first, as a person does.
    void click(const QString &selector);
    void type(const QString &selector, const QString &text);
    /// The text a person sees of everything a selector finds.
    [[nodiscard]] QStringList texts(const QString &selector);
    /// Mistakes that stand in the console since the last question.
    [[nodiscard]] QStringList consoleErrors();

private:
    Browser() = default;
    bool startDriver();
    bool startSession(Scripts scripts);
    QJsonValue ask(const QByteArray &method, const QString &path, const QJsonObject &body = {});
    [[nodiscard]] QString find(const QString &selector);

    QProcess m_driver;
    QNetworkAccessManager m_network;
    QString m_address; ///< of the driver
    QString m_session; ///< path of the session, "/session/…"
};
