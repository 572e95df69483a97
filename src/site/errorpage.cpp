// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/errorpage.h"

#include "http/status.h"
#include "site/pagestyle.h"

#include <algorithm>

namespace site {
namespace {

constexpr QByteArrayView style = R"(
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:2rem;background:var(--page);color:var(--ink);
font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:34rem;text-align:center}
.status{width:9rem;height:9rem;margin:0 auto 1.5rem;display:grid;place-items:center;border-radius:50%;
border:.75rem double var(--rim);background:var(--glass);font-size:2.25rem;font-weight:700;font-variant-numeric:tabular-nums}
h1{margin:0 0 .75rem;font-size:1.75rem;line-height:1.2}
p{margin:.5rem 0;color:var(--soft)}
code{overflow-wrap:anywhere;color:var(--ink)}
a{color:var(--link)}
)";

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

/// Text to read, from bytes of any kind: cut short, and without characters that could not be seen.
QByteArray readable(const QByteArray &bytes)
{
    constexpr qsizetype longest = 200; // UTF-16 units
    QString text = QString::fromUtf8(bytes);
    if (text.size() > longest)
        text = text.left(text.at(longest - 1).isHighSurrogate() ? longest - 1 : longest) + QChar(u'…');
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; },
        QChar(QChar::ReplacementCharacter));
    return escaped(text);
}

QByteArray heading(int status)
{
    return status == 404 ? QByteArrayLiteral("sorry, file not found")
                         : http::reasonPhrase(status).toByteArray();
}

} // namespace

QByteArray errorPage(const PageContent &content)
{
    const QByteArray status = QByteArray::number(content.status);
    QByteArray page = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\"/>\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
    page += "<title>" + status + ' ' + http::reasonPhrase(content.status).toByteArray() + "</title>\n<style>";
    page.append(pagePalette).append(style);
    page += "</style>\n</head>\n<body>\n<main>\n<div class=\"status\">" + status + "</div>\n";
    page += "<h1>" + heading(content.status) + "</h1>\n";
    if (!content.path.isEmpty())
        page += "<p><code>" + readable(content.path) + "</code></p>\n";
    page += "<p>" + escaped(content.sentence) + "</p>\n";
    if (!content.link.isEmpty()) {
        const QByteArray link = escaped(QString::fromLatin1(content.link));
        page += "<p><a href=\"" + link + "\">" + link + "</a></p>\n";
    }
    return page + "</main>\n</body>\n</html>\n";
}

} // namespace site
