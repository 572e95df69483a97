// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace trace {

namespace {

struct Meaning
{
    FilterKey key;
    QLatin1StringView word;
    const char *holds; ///< to be translated
    const char *fails; ///< the same
};

constexpr std::array meanings{
    Meaning{FilterKey::Is, QLatin1StringView("held"), QT_TRANSLATE_NOOP("trace", "it is held back"),
            QT_TRANSLATE_NOOP("trace", "it is not held back")},
    Meaning{FilterKey::Is, QLatin1StringView("first"),
            QT_TRANSLATE_NOOP("trace", "it is the first on its connection"),
            QT_TRANSLATE_NOOP("trace", "it is not the first on its connection")},
    Meaning{FilterKey::Is, QLatin1StringView("reused"),
            QT_TRANSLATE_NOOP("trace", "its connection was used before"),
            QT_TRANSLATE_NOOP("trace", "its connection was not used before")},
    Meaning{FilterKey::Is, QLatin1StringView("aborted"),
            QT_TRANSLATE_NOOP("trace", "the client broke it off"),
            QT_TRANSLATE_NOOP("trace", "the client did not break it off")},
    Meaning{FilterKey::Is, QLatin1StringView("error"), QT_TRANSLATE_NOOP("trace", "it is an error"),
            QT_TRANSLATE_NOOP("trace", "it is not an error")},
    Meaning{FilterKey::Is, QLatin1StringView("answered"), QT_TRANSLATE_NOOP("trace", "it has an answer"),
            QT_TRANSLATE_NOOP("trace", "it has no answer")},
    Meaning{FilterKey::Is, QLatin1StringView("cached"),
            QT_TRANSLATE_NOOP("trace", "the client had it already"),
            QT_TRANSLATE_NOOP("trace", "the client did not have it yet")},
    Meaning{FilterKey::Is, QLatin1StringView("redirect"), QT_TRANSLATE_NOOP("trace", "it is a redirect"),
            QT_TRANSLATE_NOOP("trace", "it is not a redirect")},
    Meaning{FilterKey::Is, QLatin1StringView("partial"),
            QT_TRANSLATE_NOOP("trace", "it is a part of the content"),
            QT_TRANSLATE_NOOP("trace", "it is not a part of the content")},
    Meaning{FilterKey::Is, QLatin1StringView("proxied"),
            QT_TRANSLATE_NOOP("trace", "a trusted proxy passed it on"),
            QT_TRANSLATE_NOOP("trace", "no trusted proxy passed it on")},
    Meaning{FilterKey::Is, QLatin1StringView("kept"),
            QT_TRANSLATE_NOOP("trace", "its connection was kept open"),
            QT_TRANSLATE_NOOP("trace", "its connection was not kept open")},
    Meaning{FilterKey::ClosedBy, QLatin1StringView("nobody"), QT_TRANSLATE_NOOP("trace", "nobody closed it"),
            QT_TRANSLATE_NOOP("trace", "somebody closed it")},
    Meaning{FilterKey::ClosedBy, QLatin1StringView("client"),
            QT_TRANSLATE_NOOP("trace", "the client closed it"),
            QT_TRANSLATE_NOOP("trace", "the client did not close it")},
    Meaning{FilterKey::ClosedBy, QLatin1StringView("server"),
            QT_TRANSLATE_NOOP("trace", "the server closed it"),
            QT_TRANSLATE_NOOP("trace", "the server did not close it")},
};

} // namespace

std::optional<QString> wordMeaning(FilterKey key, QStringView word, bool negated)
{
    const auto meaning = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning &entry) {
        return entry.key == key && word.compare(entry.word, Qt::CaseInsensitive) == 0;
    });
    if (meaning == meanings.end())
        return std::nullopt;
    return QCoreApplication::translate("trace", negated ? meaning->fails : meaning->holds);
}

} // namespace trace
