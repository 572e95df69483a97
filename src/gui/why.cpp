// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/why.h"

#include "http/status.h"
#include "models/format.h"
#include "trace/escape.h"

#include <QCoreApplication>

namespace gui {
namespace {

using Kind = WhyLine::Kind;
using http::Step;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gui::why)
};

Fix fixFor(Step step)
{
    switch (step) {
    case Step::NearCase: return Fix::OtherSpellings;
    case Step::NearHtml: return Fix::CleanUrls;
    case Step::NearHidden: return Fix::DotFiles;
    case Step::NearListing: return Fix::Listing;
    case Step::NearLink: return Fix::Links;
    case Step::NearPage: return Fix::Fallback;
    default: return Fix::None;
    }
}

bool isNearMiss(Step step)
{
    return step == Step::NearAbove || step == Step::NearOutside || fixFor(step) != Fix::None;
}

WhyLine lineFor(const http::Reason &reason)
{
    WhyLine line;
    line.text = http::sentence(reason);
    if (isNearMiss(reason.step)) {
        line.kind = Kind::NearMiss;
        line.label = Text::tr("Nearly");
        line.fix = fixFor(reason.step);
        if (reason.step == Step::NearCase || reason.step == Step::NearAbove)
            line.open = reason.text;
    }
    return line;
}

/// The limit that ended a connection, as the site settings call it; empty for others.
QString limitName(trace::CloseCause cause)
{
    using trace::CloseCause;
    switch (cause) {
    case CloseCause::SendTimeout: return Text::tr("Send");
    case CloseCause::SendTooSlow: return Text::tr("Slowest reader");
    case CloseCause::SilentTimeout: return Text::tr("Receive head");
    case CloseCause::RequestLimit: return Text::tr("Requests on each");
    case CloseCause::AddressLimit: return Text::tr("From one address");
    default: return {};
    }
}

/// The same for a fault.
QString limitName(http::Fault fault)
{
    using http::Fault;
    switch (fault) {
    case Fault::RequestLineTooLong: return Text::tr("Request line");
    case Fault::HeadTooLarge: return Text::tr("Request head");
    case Fault::TooManyFields: return Text::tr("Header fields");
    case Fault::BodyTooLarge: return Text::tr("Request body");
    case Fault::HeadTimeout: return Text::tr("Receive head");
    case Fault::BodyTimeout: return Text::tr("Receive body");
    case Fault::HeadTooSlow: return Text::tr("Slowest head");
    default: return {};
    }
}

/// The limit that ended it, as the site settings call it; empty when none did.
QString limits(const trace::Exchange &exchange)
{
    if (const QString name = limitName(exchange.fault); !name.isEmpty())
        return Text::tr("It broke the limit “%1”.").arg(name);
    if (const QString name = limitName(exchange.cause); !name.isEmpty())
        return Text::tr("The limit “%1” ended the connection.").arg(name);
    return {};
}

WhyLine answer(const trace::Exchange &exchange)
{
    if (exchange.status == 0)
        return {Kind::Answer,
                Text::tr("Answer"),
                exchange.extras->why.isEmpty() ? trace::sentence(exchange) : exchange.extras->why,
                {},
                {}};
    const QString status = QStringLiteral("%1 %2").arg(
        QString::number(exchange.status), QString::fromLatin1(http::reasonPhrase(exchange.status)));
    return {Kind::Answer,
            Text::tr("Answer"),
            exchange.extras->why.isEmpty() ? status : Text::tr("%1: %2").arg(status, exchange.extras->why),
            {},
            {}};
}

} // namespace

std::vector<WhyLine> why(const trace::Exchange &exchange)
{
    std::vector<WhyLine> lines;
    const auto add = [&lines](const QString &name, const QString &text) {
        if (!text.isEmpty())
            lines.push_back({Kind::Step, name, text, {}, {}});
    };
    add(Text::tr("Address"), trace::readable(exchange.targetText()));
    std::vector<WhyLine> nearMisses;
    bool namesFile = false;
    for (const http::Reason &reason : exchange.extras->reasons) {
        namesFile = namesFile || reason.text == exchange.diskPath.toUtf8();
        (isNearMiss(reason.step) ? nearMisses : lines).push_back(lineFor(reason));
    }
    if (!namesFile)
        add(Text::tr("File"), exchange.diskPath);
    lines.push_back(answer(exchange));
    if (const QString limit = limits(exchange); !limit.isEmpty())
        lines.push_back({Kind::Limit, Text::tr("Limit"), limit, {}, {}});
    lines.insert(lines.end(), nearMisses.begin(), nearMisses.end());
    return lines;
}

QString label(Fix fix)
{
    switch (fix) {
    case Fix::None: return {};
    case Fix::OtherSpellings: return Text::tr("Redirect other spellings");
    case Fix::CleanUrls: return Text::tr("Serve addresses without .html");
    case Fix::DotFiles: return Text::tr("Serve names with a dot");
    case Fix::Listing: return Text::tr("List folders");
    case Fix::Links: return Text::tr("Follow links inside the folder");
    case Fix::Fallback: return Text::tr("Answer pages with index.html");
    }
    Q_UNREACHABLE();
}

QString sentence(Fix fix)
{
    switch (fix) {
    case Fix::None: return {};
    case Fix::OtherSpellings:
        return Text::tr("Other spellings are redirected: asked again, it will be answered.");
    case Fix::CleanUrls:
        return Text::tr("Addresses without .html are served: asked again, it will be answered.");
    case Fix::DotFiles: return Text::tr("Names with a dot are served: asked again, it will be answered.");
    case Fix::Listing: return Text::tr("Folders are listed: asked again, it will be answered.");
    case Fix::Links:
        return Text::tr("Links inside the folder are followed: asked again, it will be answered.");
    case Fix::Fallback:
        return Text::tr("Missing pages are answered with index.html: asked again, it will be answered.");
    }
    Q_UNREACHABLE();
}

namespace {

site::SiteRules switched(site::SiteRules rules, Fix fix, bool on)
{
    switch (fix) {
    case Fix::None: break;
    case Fix::OtherSpellings: rules.ignoreCase = on; break;
    case Fix::CleanUrls: rules.cleanUrls = on; break;
    case Fix::DotFiles: rules.dotFiles = on ? site::DotFiles::Serve : site::DotFiles::Hide; break;
    case Fix::Listing: rules.listing = on; break;
    case Fix::Links: rules.symlinks = on ? site::Symlinks::Inside : site::Symlinks::Never; break;
    case Fix::Fallback: rules.fallback = on ? QStringLiteral("index.html") : QString(); break;
    }
    return rules;
}

} // namespace

site::SiteRules withFix(site::SiteRules rules, Fix fix)
{
    return switched(std::move(rules), fix, true);
}

site::SiteRules withoutFix(site::SiteRules rules, Fix fix)
{
    return switched(std::move(rules), fix, false);
}

} // namespace gui
