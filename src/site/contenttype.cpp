// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/contenttype.h"

#include "site/mediatype.h"

#include <QFile>

namespace site {

QByteArray contentTypeOf(const SiteRules &rules, QByteArrayView path)
{
    const QByteArrayView name = path.sliced(path.lastIndexOf('/') + 1);
    if (!rules.mediaTypes.isEmpty()) {
        const QString lower = QFile::decodeName(name.toByteArray()).toLower();
        for (qsizetype dot = lower.indexOf(u'.'); dot >= 0; dot = lower.indexOf(u'.', dot + 1)) {
            const auto chosen = rules.mediaTypes.constFind(lower.sliced(dot + 1));
            if (chosen != rules.mediaTypes.cend())
                return *chosen;
        }
    }
    return mediaType(name);
}

} // namespace site
