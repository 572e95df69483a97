// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "http/target.h"
#include "site/headerfile.h"
#include "site/redirects.h"

#include <algorithm>
#include <array>

namespace {

bool isVisible(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

void judgeProblems(const QList<site::RulesProblem> &problems, qsizetype lines)
{
    for (const site::RulesProblem &problem : problems)
        fuzz::require(problem.line > 0 && problem.line <= lines && !problem.sentence.isEmpty(),
                      "a problem without a line or a sentence");
}

void judgeRedirects(const QByteArray &text, const http::Target &asked)
{
    const auto redirects = site::Redirects::parse(text);
    judgeProblems(redirects.problems(), text.count('\n') + 1);
    const auto found = redirects.find(asked.path, asked.query);
    if (!found)
        return;
    constexpr std::array statuses{200, 301, 302, 303, 307, 308, 404};
    const QByteArray &target = found->target;
    fuzz::require(std::ranges::find(statuses, found->status) != statuses.end(), "a status nobody wrote",
                  text);
    fuzz::require(isVisible(target), "a target that is no part of a field", target);
    const QByteArray lower = target.toLower(); // so are schemes compared (RFC 3986 §6.2.2.1)
    const bool absolute = lower.startsWith("http://") || lower.startsWith("https://");
    fuzz::require(absolute || (target.startsWith('/') && !target.startsWith("//")),
                  "a target that is another host's by mistake", target);
    fuzz::require(!absolute || (found->status != 200 && found->status != 404), "content of another host",
                  target);
    if (const auto parsed = http::parseTarget(target); parsed && !absolute && found->status / 100 == 3)
        fuzz::require(parsed->path != asked.path || parsed->query != asked.query, "a redirect to itself",
                      target);
}

/// RFC 9110 §5.1, §5.5.
void judgeFields(const QByteArray &lines)
{
    static constexpr QByteArrayView token
        = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    fuzz::require(lines.isEmpty() || lines.endsWith("\r\n"), "the last line does not end", lines);
    for (QByteArrayView rest = lines; !rest.isEmpty();) {
        const qsizetype end = rest.indexOf("\r\n");
        const QByteArrayView line = rest.first(end);
        const qsizetype colon = line.indexOf(": ");
        fuzz::require(colon > 0, "a line that is no field", lines);
        for (const char c : line.first(colon))
            fuzz::require(token.contains(c), "a name that is no token", lines);
        for (const char c : line.sliced(colon + 2))
            fuzz::require((uchar(c) >= 0x20 && c != 0x7f) || c == '\t', "a control byte in a value", lines);
        const QByteArray name = line.first(colon).toByteArray().toLower();
        for (const char *own : {"content-length", "transfer-encoding", "connection", "date", "content-range"})
            fuzz::require(name != own, "a field that is the server's own", lines);
        rest = rest.sliced(end + 2);
    }
}

} // namespace

/// The rules files: their text, NUL, and the target that is asked for.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype end = bytes.indexOf('\0');
    const QByteArray text = end < 0 ? bytes : bytes.first(end);
    const auto asked = http::parseTarget(end < 0 ? QByteArray("/a") : bytes.sliced(end + 1));
    if (!asked || asked->form == http::TargetForm::Asterisk)
        return 0;
    judgeRedirects(text, *asked);

    const auto headers = site::HeaderFile::parse(text);
    judgeProblems(headers.problems(), text.count('\n') + 1);
    http::Reasons steps;
    judgeFields(
        site::withRules("Content-Type: text/plain\r\nETag: \"a\"\r\n", asked->path, headers.rules(), steps));
    return 0;
}
