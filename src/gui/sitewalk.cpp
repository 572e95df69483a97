// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitewalk.h"

#include "trace/post.h"

#include <QFile>

#include <filesystem>
#include <memory>

namespace gui {
namespace {

struct Listing
{
    std::vector<models::SiteEntry> entries;
    bool isWhole = true;
};

/// What cannot be read is not there.
Listing list(const QString &root, const std::stop_token &stop)
{
    namespace fs = std::filesystem;
    Listing listing;
    const fs::path top = QFile::encodeName(root).toStdString();
    std::error_code error;
    fs::recursive_directory_iterator entry(top, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::end(entry) && !stop.stop_requested(); entry.increment(error)) {
        const fs::path &path = entry->path();
        std::error_code ignored;
        const bool isFolder = entry->is_directory(ignored) && !entry->is_symlink(ignored);
        if (path.filename().native().starts_with('.')) {
            if (isFolder)
                entry.disable_recursion_pending();
            continue;
        }
        if (listing.entries.size() >= SiteWalk::most) {
            listing.isWhole = false;
            break;
        }
        if (isFolder && entry.depth() >= SiteWalk::deepest) {
            listing.isWhole = false;
            entry.disable_recursion_pending();
        }
        const std::string name = path.lexically_relative(top).native();
        listing.entries.push_back({QFile::decodeName(QByteArray::fromStdString(name)), isFolder});
    }
    return listing;
}

} // namespace

void SiteWalk::start(const QString &root)
{
    const quint64 run = ++m_run;
    m_thread = std::jthread([this, run, root](const std::stop_token &stop) {
        auto listing = std::make_shared<Listing>(list(root, stop));
        if (stop.stop_requested())
            return;
        // Safe: the thread is joined before this goes, and a queued call dies with its receiver.
        trace::post(this, [this, run, listing] {
            if (run == m_run)
                emit finished(listing->entries, listing->isWhole);
        });
    });
}

} // namespace gui
