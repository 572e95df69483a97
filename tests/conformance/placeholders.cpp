// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "placeholders.h"

#include "wire.h"

#include <QRegularExpression>

namespace {

QByteArray entityTag(const QByteArray &address, const QByteArray &coding, quint16 port)
{
    Wire wire(port);
    wire.send("HEAD " + address + " HTTP/1.1\r\nHost: h\r\nAccept-Encoding: " + coding + "\r\n\r\n");
    return wire.receive(true).field("ETag");
}

QByteArray meaning(const QList<QByteArray> &words, const Tree &tree, quint16 port)
{
    if (words.first() == "repeat")
        return words.value(1).repeated(words.value(2).toLongLong());
    if (words.first() == "etag")
        return entityTag(words.value(1), words.value(2, "identity"), port);
    const QByteArray content = tree.content(words.value(1));
    if (words.size() < 4)
        return content;
    const qsizetype first = words.at(2).toLongLong();
    return content.sliced(first, words.at(3).toLongLong() - first + 1);
}

} // namespace

QByteArray filledIn(const QByteArray &text, const Tree &tree, quint16 port)
{
    static const QRegularExpression form(QStringLiteral("\\{((?:repeat|etag|file) [^}]*)\\}"));
    // Latin-1 keeps every byte as it is.
    const QString source = QString::fromLatin1(text);
    QByteArray filled;
    qsizetype at = 0;
    for (auto found = form.globalMatch(source); found.hasNext();) {
        const auto match = found.next();
        filled += text.sliced(at, match.capturedStart() - at);
        filled += meaning(match.captured(1).toLatin1().split(' '), tree, port);
        at = match.capturedEnd();
    }
    return filled + text.sliced(at);
}
