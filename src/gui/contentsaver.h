// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/content.h"
#include "gui/filejob.h"

namespace gui {

/// Saves content in a file, in the coding it was sent in, chunk by chunk, so that its size does not matter.
/// Lives in the window's thread.
class ContentSaver : public FileJob
{
    Q_OBJECT
public:
    using FileJob::FileJob;
    ~ContentSaver() override { stop(); }

    /// Not while it runs. Ends with one of saved(), failed() and cancelled(); unless saved, the file is as it
    /// was.
    void save(const Content &content, const QString &path);

signals:
    void saved(const QString &path);

private:
    void run(const Content &content, const QString &path);
};

} // namespace gui
