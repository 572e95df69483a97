// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldchecks.h"

#include "site/fieldrule.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

namespace gui::fieldchecks {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gui::fieldchecks)
};

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

/// token of RFC 9110 §5.6.2.
const QString token = QStringLiteral("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

/// The site's own word about a header rule.
QString headerRule(const QString &pattern, const QString &name, const QString &value)
{
    const auto rule = site::fieldRule({pattern.toUtf8(), name.toUtf8(), value.toUtf8()}, {});
    return rule ? QString() : rule.error();
}

const QString anyPattern = QStringLiteral("/*");
const QString anyName = QStringLiteral("X-Name");

} // namespace

QString indexName(const QString &name)
{
    if (name.isEmpty() || name.contains(u'/') || name == u"." || name == u"..")
        return Text::tr("Write file names with commas between, like index.html.");
    return {};
}

QString filePath(const QString &path)
{
    const QStringList segments = path.split(u'/');
    if (path.isEmpty() || path.startsWith(u'/') || segments.contains(QStringLiteral("..")))
        return Text::tr("Write the path of a file in the folder, like pages/404.html.");
    return {};
}

QString errorStatus(const QString &status)
{
    return matches(status, QStringLiteral("[45][0-9][0-9]"))
        ? QString()
        : Text::tr("Write a status from 400 to 599, like 404.");
}

QString pattern(const QString &pattern)
{
    return headerRule(pattern, anyName, {});
}

QString fieldName(const QString &name)
{
    return headerRule(anyPattern, name, {});
}

QString fieldValue(const QString &value)
{
    return headerRule(anyPattern, anyName, value);
}

QString ending(const QString &ending)
{
    return matches(ending, QStringLiteral("[^./\\s]([^/\\s]*[^./\\s])?"))
        ? QString()
        : Text::tr("Write the ending without its dot, like glb.");
}

QString mediaType(const QString &type)
{
    return matches(type, token + u'/' + token + QStringLiteral("(\\s*;[\\x20-\\x7e]*)?"))
        ? QString()
        : Text::tr("Write a media type, like model/gltf-binary.");
}

QString origins(const QString &origins)
{
    if (origins == u"*")
        return {};
    for (const QString &origin : origins.split(u' ', Qt::SkipEmptyParts)) {
        const QUrl url(origin, QUrl::StrictMode);
        const bool bare = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment();
        if (url.scheme().isEmpty() || url.host().isEmpty() || !bare)
            return Text::tr("Write * or origins like https://example.org, with spaces between.");
    }
    return {};
}

QString address(const QString &address)
{
    return QHostAddress(address).isNull() ? Text::tr("Write an IP address, like 127.0.0.1 or ::1.")
                                          : QString();
}

QString network(const QString &network)
{
    return QHostAddress::parseSubnet(network).first.isNull()
        ? Text::tr("Write an IP address or a network, like 10.0.0.0/8.")
        : QString();
}

} // namespace gui::fieldchecks
