// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/folder.h"

namespace lab {

namespace {

QByteArrayView pathOf(QByteArrayView request)
{
    const QByteArrayView line = requestLine(request);
    const qsizetype slash = line.indexOf('/');
    if (slash < 0)
        return {};
    const QByteArrayView path = line.sliced(slash);
    const qsizetype space = path.indexOf(' ');
    return space < 0 ? path : path.first(space);
}

} // namespace

Folder::Folder(const std::map<QByteArray, QByteArray> &files)
    : m_notFound{404, QByteArrayLiteral("HTTP/1.1 404 NOT FOUND\r\n\r\n<h1>sorry,file not found</h1>")}
{
    for (const auto &[path, content] : files)
        m_answers.emplace(path, Answer{200, QByteArrayLiteral("HTTP/1.1 200 OK\r\n\r\n") + content});
}

const Answer &Folder::answer(QByteArrayView request) const
{
    const QByteArrayView path = pathOf(request);
    const auto found = m_answers.find(path == "/" ? QByteArrayView("/index.html") : path);
    return found == m_answers.end() ? m_notFound : found->second;
}

const Folder &labFolder()
{
    static const Folder folder({{"/index.html", QByteArray("Porthole's lab.\n").repeated(64)}});
    return folder;
}

QByteArray request(QByteArrayView path)
{
    return "GET " + path.toByteArray() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
}

QByteArrayView requestLine(QByteArrayView request)
{
    const qsizetype end = request.indexOf('\n');
    const QByteArrayView line = end < 0 ? request : request.first(end);
    return line.endsWith('\r') ? line.chopped(1) : line;
}

} // namespace lab
