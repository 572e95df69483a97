// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/marks.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::marks)
};

// Okabe and Ito, "Color Universal Design", 2008.
constexpr QRgb orange = 0xffe69f00;
constexpr QRgb skyBlue = 0xff56b4e9;
constexpr QRgb bluishGreen = 0xff009e73;
constexpr QRgb blue = 0xff0072b2;
constexpr QRgb vermillion = 0xffd55e00;
constexpr QRgb reddishPurple = 0xffcc79a7;
constexpr QRgb grey = 0xff808080;

/// WCAG 2.1, "relative luminance".
double luminance(const QColor &colour)
{
    const auto linear = [](float channel) {
        return channel <= 0.04045F ? double(channel) / 12.92
                                   : std::pow((double(channel) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto channel = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return QColor(channel(from.red(), to.red()), channel(from.green(), to.green()),
                  channel(from.blue(), to.blue()));
}

/// The first colour on the way that can be read on the background, else the end of the way.
QColor firstReadable(const QColor &from, const QColor &to, const QColor &background)
{
    constexpr int steps = 50;
    for (int step = 0; step < steps; ++step) {
        const QColor colour = mixed(from, to, double(step) / steps);
        if (contrast(colour, background) >= textContrast)
            return colour;
    }
    return to;
}

QRgb hue(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Success: return bluishGreen;
    case StatusKind::Redirection: return blue;
    case StatusKind::ClientError: return orange;
    case StatusKind::ServerError: return vermillion;
    case StatusKind::Broken: return reddishPurple;
    case StatusKind::InProgress: return grey;
    }
    return grey;
}

QRgb hue(StateKind kind)
{
    switch (kind) {
    case StateKind::Listening: return skyBlue;
    case StateKind::Reading: return blue;
    case StateKind::Thinking: return orange;
    case StateKind::Sending: return bluishGreen;
    case StateKind::Idle: return grey;
    case StateKind::Draining: return reddishPurple;
    case StateKind::Held: return orange;
    case StateKind::ClosedByFin: return grey;
    case StateKind::ClosedByRst: return vermillion;
    }
    return grey;
}

/// Whether the response came through whole, as far as the server can know.
bool isDelivered(const trace::Exchange &exchange)
{
    return exchange.outcome == trace::Outcome::Complete || exchange.outcome == trace::Outcome::Refused
        || (exchange.outcome == trace::Outcome::TimedOut
            && exchange.status == 408); // the answer to a slow request
}

} // namespace

StatusKind statusKind(int status)
{
    switch (status / 100) {
    case 1:
    case 2: return StatusKind::Success;
    case 3: return StatusKind::Redirection;
    case 4: return StatusKind::ClientError;
    case 5: return StatusKind::ServerError;
    default: return StatusKind::Broken;
    }
}

StatusKind statusKind(const trace::Exchange &exchange)
{
    if (exchange.outcome == trace::Outcome::InProgress)
        return StatusKind::InProgress;
    return isDelivered(exchange) ? statusKind(exchange.status) : StatusKind::Broken;
}

bool isTrouble(StatusKind kind)
{
    return kind == StatusKind::ClientError || kind == StatusKind::ServerError || kind == StatusKind::Broken;
}

StateKind stateKind(const trace::ConnectionRecord &connection)
{
    switch (connection.state) {
    case trace::State::Receiving:
        return connection.currentRequest.isEmpty() ? StateKind::Listening : StateKind::Reading;
    case trace::State::Responding:
        return connection.lastActivity > connection.stateSince ? StateKind::Sending : StateKind::Thinking;
    case trace::State::Draining: return StateKind::Draining;
    case trace::State::Idle: return StateKind::Idle;
    case trace::State::Held: return StateKind::Held;
    case trace::State::Closed: break;
    }
    return connection.cause == trace::CloseCause::ClientReset ? StateKind::ClosedByRst
                                                              : StateKind::ClosedByFin;
}

QString glyph(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Success: return QStringLiteral("●");
    case StatusKind::Redirection: return QStringLiteral("◐");
    case StatusKind::ClientError: return QStringLiteral("▲");
    case StatusKind::ServerError: return QStringLiteral("◆");
    case StatusKind::Broken: return QStringLiteral("✕");
    case StatusKind::InProgress: return QStringLiteral("…");
    }
    return {};
}

QString glyph(StateKind kind)
{
    switch (kind) {
    case StateKind::Listening: return QStringLiteral("○");
    case StateKind::Reading: return QStringLiteral("▼");
    case StateKind::Thinking: return QStringLiteral("◇");
    case StateKind::Sending: return QStringLiteral("▲");
    case StateKind::Idle: return QStringLiteral("◌");
    case StateKind::Draining: return QStringLiteral("◑");
    case StateKind::Held: return QStringLiteral("▮");
    case StateKind::ClosedByFin: return QStringLiteral("■");
    case StateKind::ClosedByRst: return QStringLiteral("✕");
    }
    return {};
}

QString word(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Success: return Text::tr("success");
    case StatusKind::Redirection: return Text::tr("redirection");
    case StatusKind::ClientError: return Text::tr("client error");
    case StatusKind::ServerError: return Text::tr("server error");
    case StatusKind::Broken: return Text::tr("broken off");
    case StatusKind::InProgress: return Text::tr("in progress");
    }
    return {};
}

QString word(StateKind kind)
{
    switch (kind) {
    case StateKind::Listening: return Text::tr("listening");
    case StateKind::Reading: return Text::tr("reading");
    case StateKind::Thinking: return Text::tr("thinking");
    case StateKind::Sending: return Text::tr("sending");
    case StateKind::Idle: return Text::tr("idle");
    case StateKind::Draining: return Text::tr("half-closed");
    case StateKind::Held: return Text::tr("held");
    case StateKind::ClosedByFin: return Text::tr("closed (FIN)");
    case StateKind::ClosedByRst: return Text::tr("closed (RST)");
    }
    return {};
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)}); // a list: by value
    return (lighter + 0.05) / (darker + 0.05);
}

QColor readable(const QColor &hue, const QColor &background)
{
    const QColor black(0, 0, 0);
    const QColor white(255, 255, 255);
    const bool towardsBlack = contrast(black, background) > contrast(white, background);
    return firstReadable(hue, towardsBlack ? black : white, background);
}

QColor colour(StatusKind kind, const QColor &background)
{
    return readable(QColor::fromRgb(hue(kind)), background);
}

QColor colour(StateKind kind, const QColor &background)
{
    return readable(QColor::fromRgb(hue(kind)), background);
}

QColor faded(const QColor &text, const QColor &background)
{
    return firstReadable(mixed(text, background, 0.5), text, background);
}

} // namespace models
