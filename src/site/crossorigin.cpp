// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/crossorigin.h"

#include "http/grammar.h"
#include "http/members.h"
#include "site/fields.h"

namespace site {
namespace {

constexpr QByteArrayView methods = "GET, HEAD, OPTIONS";

/// What Access-Control-Allow-Origin says; empty when the origin may not read.
QByteArrayView allowedOrigin(const Question &question)
{
    const QList<QByteArray> &allowed = question.folder.allowedOrigins;
    if (allowed.contains("*"))
        return "*";
    const QByteArrayView origin = question.request.value("Origin");
    return !origin.isEmpty() && allowed.contains(origin) ? origin : QByteArrayView();
}

/// The field names that were asked for, those that are any; what else came is not sent back.
QByteArray namesAskedFor(const http::RequestHead &request)
{
    const QByteArray list = request.list("Access-Control-Request-Headers");
    QByteArrayList names;
    http::Members members(list);
    while (const auto name = members.next()) {
        if (http::grammar::endOfToken(*name) == name->size())
            names.append(name->toByteArray());
    }
    return names.join(", ");
}

} // namespace

Reply optionsReply(const Question &question)
{
    Reply reply;
    reply.rule = Rule::Options;
    reply.status = 204;
    addField(reply.fields, "Allow", methods);
    const bool preflight = question.request.has("Access-Control-Request-Method");
    if (!preflight || allowedOrigin(question).isEmpty())
        return reply;
    addField(reply.fields, "Access-Control-Allow-Methods", methods);
    const QByteArray names = namesAskedFor(question.request);
    if (!names.isEmpty())
        addField(reply.fields, "Access-Control-Allow-Headers", names);
    addField(reply.fields, "Access-Control-Max-Age", "600"); // s: what a rule changed is soon seen
    if (question.request.value("Access-Control-Request-Private-Network") == QByteArrayView("true"))
        addField(reply.fields, "Access-Control-Allow-Private-Network", "true");
    return reply;
}

void addCrossOrigin(const Question &question, Reply &reply)
{
    const QList<QByteArray> &allowed = question.folder.allowedOrigins;
    if (!allowed.isEmpty()) {
        const QByteArrayView origin = allowedOrigin(question);
        if (origin != QByteArrayView("*")) // a cache must not give one origin's answer to another
            addMember(reply.fields, "Vary", "Origin");
        if (!origin.isEmpty()) {
            addField(reply.fields, "Access-Control-Allow-Origin", origin);
            addField(reply.fields, "Access-Control-Expose-Headers", "*");
        }
    }
    if (!question.folder.rules.isolation)
        return;
    addField(reply.fields, "Cross-Origin-Opener-Policy", "same-origin");
    addField(reply.fields, "Cross-Origin-Embedder-Policy", "require-corp");
    addField(reply.fields, "Cross-Origin-Resource-Policy",
             allowed.isEmpty() ? QByteArrayView("same-origin") : QByteArrayView("cross-origin"));
}

} // namespace site
