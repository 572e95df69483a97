// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>

namespace lab {

/// What a server of the lab gives to a request.
struct Answer
{
    int status = 0;
    QByteArray bytes; ///< the whole response; the end of the connection is its end
};

/// The article's ./html/, held in memory so that no disk is measured. Immutable: for any thread.
class Folder
{
public:
    /// Path, beginning with a slash, to content.
    explicit Folder(const std::map<QByteArray, QByteArray> &files);

    /// As the article reads a request: the path is what follows the first slash of its first line up to a
    /// space, "/" means "/index.html", and what is not there is 404.
    [[nodiscard]] const Answer &answer(QByteArrayView request) const;

private:
    std::map<QByteArray, Answer, std::less<>> m_answers;
    Answer m_notFound;
};

/// The one that all loops serve: an index page of a kibibyte.
[[nodiscard]] const Folder &labFolder();

/// A browser's question in its shortest form.
[[nodiscard]] QByteArray request(QByteArrayView path);

/// The first line of a request, without its end.
[[nodiscard]] QByteArrayView requestLine(QByteArrayView request);

} // namespace lab
