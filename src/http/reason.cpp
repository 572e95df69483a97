// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/reason.h"

#include <QCoreApplication>

namespace http {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("http", source);
}

QString pattern(Step step)
{
    switch (step) {
    case Step::Decoded: return text(QT_TRANSLATE_NOOP("http", "Decoded: %1"));
    case Step::Redirected: return text(QT_TRANSLATE_NOOP("http", "Redirected by %1"));
    case Step::Rewritten: return text(QT_TRANSLATE_NOOP("http", "Rewritten by %1"));
    case Step::Index: return text(QT_TRANSLATE_NOOP("http", "Index file: %1"));
    case Step::CleanUrl: return text(QT_TRANSLATE_NOOP("http", "Address without .html: %1"));
    case Step::Fallback: return text(QT_TRANSLATE_NOOP("http", "Single-page fallback: %1"));
    case Step::LookedFor: return text(QT_TRANSLATE_NOOP("http", "Looked for: %1"));
    case Step::Listed: return text(QT_TRANSLATE_NOOP("http", "Listed: %1"));
    case Step::ErrorPage: return text(QT_TRANSLATE_NOOP("http", "The folder's own error page: %1"));
    case Step::Encoded: return text(QT_TRANSLATE_NOOP("http", "Sent compressed: %1"));
    case Step::Condition: return text(QT_TRANSLATE_NOOP("http", "Decided by the request's %1"));
    case Step::Range: return text(QT_TRANSLATE_NOOP("http", "Part of it was asked for: %1"));
    case Step::Headers: return text(QT_TRANSLATE_NOOP("http", "Fields set by %1"));
    case Step::NearCase: return text(QT_TRANSLATE_NOOP("http", "%1 exists: upper and lower case differ."));
    case Step::NearAbove: return text(QT_TRANSLATE_NOOP("http", "%1 exists, one folder up."));
    case Step::NearHtml:
        return text(QT_TRANSLATE_NOOP("http", "%1 exists: addresses without .html are off."));
    case Step::NearHidden:
        return text(QT_TRANSLATE_NOOP("http", "%1 exists, hidden by the rule for names with a dot."));
    case Step::NearLink:
        return text(QT_TRANSLATE_NOOP("http", "%1 leads over a symbolic link that is not followed."));
    case Step::NearOutside:
        return text(QT_TRANSLATE_NOOP("http", "%1 leads out of the folder by a symbolic link."));
    case Step::NearListing:
        return text(QT_TRANSLATE_NOOP("http", "%1 is a folder without an index file, and listings are off."));
    case Step::NearPage:
        return text(QT_TRANSLATE_NOOP(
            "http", "%1 could answer for every page of a single-page site: there is no fallback."));
    }
    Q_UNREACHABLE();
}

} // namespace

QString sentence(const Reason &reason)
{
    return pattern(reason.step).arg(QString::fromUtf8(reason.text));
}

} // namespace http
