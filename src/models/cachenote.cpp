// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cachenote.h"

#include "models/format.h"
#include "trace/head.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

using trace::Exchange;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::cachenote)
};

QByteArray requestValue(const Exchange &exchange, const char *name)
{
    return trace::headValue(exchange.requestHead, name).toByteArray();
}

QByteArray responseValue(const Exchange &exchange, const char *name)
{
    return trace::headValue(exchange.responseHead, name).toByteArray();
}

bool asksConditionally(const Exchange &exchange)
{
    return !requestValue(exchange, "If-None-Match").isEmpty()
        || !requestValue(exchange, "If-Modified-Since").isEmpty();
}

bool hasValidator(const Exchange &exchange)
{
    return !responseValue(exchange, "ETag").isEmpty() || !responseValue(exchange, "Last-Modified").isEmpty();
}

/// A reload: RFC 9111 §5.2.1.1 and §5.2.1.4.
bool isReload(const Exchange &exchange)
{
    const QByteArray control = requestValue(exchange, "Cache-Control").toLower();
    return control.contains("no-cache") || control.contains("max-age=0");
}

/// Seconds; -1: it does not say. More than 68 years is as good as those (RFC 9111 §1.2.2).
qint64 maxAge(const QByteArray &control)
{
    const QByteArray name = "max-age=";
    const qsizetype at = control.indexOf(name);
    if (at < 0)
        return -1;
    QByteArray digits = control.sliced(at + name.size()).split(',').constFirst();
    digits.replace('"', "");
    bool isNumber = false;
    const qint64 seconds = digits.trimmed().toLongLong(&isNumber);
    return isNumber ? std::clamp<qint64>(seconds, 0, INT32_MAX) : 0; // §4.2.1: what is no number is stale
}

/// What the answer lets a cache do, in a sentence; RFC 9111 §5.2.2.
QString permission(const Exchange &exchange)
{
    const QByteArray control = responseValue(exchange, "Cache-Control").toLower();
    if (control.contains("no-store"))
        return Text::tr("The answer says no-store: nobody may keep it.");
    if (control.contains("no-cache"))
        return Text::tr(
            "The answer says no-cache: a browser keeps it and asks every time whether it is still good.");
    if (const qint64 age = maxAge(control); age > 0)
        return Text::tr("The answer may be used for %1 without asking.")
            .arg(format::duration(age * 1'000'000'000, QLocale()));
    else if (age == 0)
        return Text::tr("The answer is old at once: a browser asks every time whether it is still good.");
    return hasValidator(exchange)
        ? Text::tr("The answer does not say how long it is good: a browser guesses from its age.")
        : Text::tr("The answer has neither ETag nor Last-Modified: a browser can only fetch it again.");
}

QString advice(const Exchange &exchange)
{
    const QByteArray control = responseValue(exchange, "Cache-Control").toLower();
    if (control.contains("no-store"))
        return Text::tr(
            "Without no-store, or with no-cache in its place, a second request could be answered with 304.");
    if (control.contains("no-cache"))
        return Text::tr("With Cache-Control: max-age=3600 it would not be asked for again within the hour.");
    return {};
}

CacheNote refetched(const Exchange &exchange, const Exchange &earlier)
{
    if (earlier.outcome != trace::Outcome::Complete)
        return {CacheUse::Refetched,
                {Text::tr("This client asked for it before, and the answer did not arrive whole.")},
                0};
    CacheNote note{
        CacheUse::Refetched, {Text::tr("This client had it before and fetched all of it again.")}, 0};
    const QByteArray before = responseValue(earlier, "Cache-Control").toLower();
    if (isReload(exchange))
        note.sentences << Text::tr("It was a reload that goes past the cache (Cache-Control: %1).")
                              .arg(QString::fromLatin1(requestValue(exchange, "Cache-Control")));
    else if (before.contains("no-store"))
        note.sentences << Text::tr("The answer before said no-store, so it was not kept.");
    else if (!hasValidator(earlier))
        note.sentences << Text::tr("The answer before had neither ETag nor Last-Modified to ask with.");
    else
        note.sentences << Text::tr("It sent no If-None-Match and no If-Modified-Since: it did not keep the "
                                   "answer, or is no browser.");
    return note;
}

} // namespace

CacheNote cacheNote(const Exchange &exchange, const Exchange *earlier)
{
    const QByteArrayView method = exchange.methodText();
    if ((method != "GET" && method != "HEAD") || exchange.status == 0 || exchange.status >= 400)
        return {CacheUse::NotCachable, {Text::tr("Caches have no part in this request.")}, 0};
    CacheNote note;
    if (exchange.status == 304) {
        const qint64 saved = earlier ? earlier->bodyLength : 0;
        note = {
            CacheUse::Revalidated,
            {Text::tr("The client has it and asked whether it is still good. It is: only a head was sent.")},
            std::max<qint64>(0, saved)};
        if (note.savedBytes > 0)
            note.sentences << Text::tr("%1 need not be sent.").arg(format::bytes(note.savedBytes, QLocale()));
    } else if (asksConditionally(exchange)) {
        note = {CacheUse::Changed,
                {Text::tr("The client had an older version and asked whether it is still good. It is not: "
                          "the new one was sent.")},
                0};
    } else if (earlier && earlier->status > 0 && earlier->status < 400 && exchange.methodText() == "GET"
               && earlier->methodText() == "GET") {
        note = refetched(exchange, *earlier);
    } else {
        note.sentences << Text::tr("The client has not asked for it before, as far as is known here.");
    }
    if (exchange.status != 304)
        note.sentences << permission(exchange);
    if (const QString help = advice(exchange); !help.isEmpty())
        note.sentences << help;
    return note;
}

} // namespace models
