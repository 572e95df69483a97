// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace site {

/// What a generated page says. A value; nothing in it need be escaped.
struct PageContent
{
    int status = 500;
    QString sentence; ///< why, and what to do
    QByteArray path;  ///< what the client asked for, decoded; empty when it is not known
    QByteArray link;  ///< where to go instead, fit for a Location field; empty for none
};

/// A small page in HTML that needs nothing else, in UTF-8: for errors and redirects. All of the content is
/// escaped, a long path is cut short.
[[nodiscard]] QByteArray errorPage(const PageContent &content);

} // namespace site
