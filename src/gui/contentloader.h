// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/content.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

namespace gui {

/// A page of text for reading.
struct TextPage
{
    QString text;
    qint64 page = 0;   ///< from 0
    qint64 pages = 1;  ///< of all the text
    qint64 offset = 0; ///< where it begins in the readable bytes
    int from = 0;      ///< what was asked for by its offset, as places in the text; both 0: nothing was
    int to = 0;
};

/// Reads content off the window's thread, one piece after the other; what comes belongs to what was asked for
/// since forget(). Lives in the window's thread.
class ContentLoader : public QObject
{
    Q_OBJECT
public:
    explicit ContentLoader(QObject *parent = nullptr);
    /// Waits for the piece that is being read, at most.
    ~ContentLoader() override;

    /// Bytes as they were sent.
    void loadBytes(const Content &content, qint64 offset, qint64 most);
    /// A page of the readable text; one that is not there is the last.
    void loadText(const Content &content, qint64 page);
    /// The page on which these readable bytes begin, and where they are on it.
    void loadTextAt(const Content &content, qint64 offset, qint64 length);
    void loadPicture(const Content &content);
    /// What was asked for is not told any more, and not done if it has not begun.
    void forget();

    /// A larger picture is not read.
    static constexpr qint64 LargestPicture = 32 * 1024 * 1024;

signals:
    void bytesLoaded(qint64 offset, const QByteArray &bytes);
    void textLoaded(const gui::TextPage &page);
    void pictureLoaded(const QImage &picture); ///< null: it is none that can be shown
    void failed(const QString &why);

private:
    void start(std::function<std::function<void()>()> read);

    QThreadPool m_pool;
    quint64 m_turn = 0; ///< how often forget() was called
};

} // namespace gui
