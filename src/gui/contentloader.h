// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/body.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

namespace gui {

/// Reads the content of responses off the window's thread, one piece after the other. What comes belongs to
/// the exchange it says; whoever looks at another by then lets it pass. Lives in the window's thread.
class ContentLoader : public QObject
{
    Q_OBJECT
public:
    explicit ContentLoader(QObject *parent = nullptr);
    /// Waits for the piece that is being read, at most.
    ~ContentLoader() override;

    /// Bytes as they were sent.
    void loadBytes(const trace::ExchangePtr &exchange, qint64 offset, qint64 most);
    /// Text for reading: all, or that many characters of its beginning, without Content-Encoding where that
    /// is known.
    void loadText(const trace::ExchangePtr &exchange, qint64 most);
    void loadPicture(const trace::ExchangePtr &exchange);
    /// What was asked for and has not begun is not done any more.
    void forget() { m_pool.clear(); }

    /// A larger picture is not read.
    static constexpr qint64 LargestPicture = 32 * 1024 * 1024;
    /// Of more text, only the beginning is read; nothing larger is unpacked.
    static constexpr qint64 LargestText = 8 * 1024 * 1024;

signals:
    void bytesLoaded(quint64 exchange, qint64 offset, const QByteArray &bytes);
    void textLoaded(quint64 exchange, const QString &text, bool more); ///< more: there is more of it
    void pictureLoaded(quint64 exchange, const QImage &picture);       ///< null: it is none that can be shown
    void failed(quint64 exchange, const QString &why);

private:
    QThreadPool m_pool;
};

/// The coding that content is under; empty when there is none.
[[nodiscard]] QByteArray contentCoding(const trace::Exchange &exchange);

} // namespace gui
