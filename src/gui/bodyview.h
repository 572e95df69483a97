// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace gui {

class ContentLoader;
class ElidedLabel;
class HexView;

/// The content of a response: text, JSON with its indentation, a picture, or bytes. It is read off the
/// window's thread and only as far as it is looked at, so that any size opens at once.
class BodyView : public QWidget
{
    Q_OBJECT
public:
    explicit BodyView(QWidget *parent = nullptr);

    /// Null shows nothing. Reads only while this is visible.
    void setExchange(trace::ExchangePtr exchange);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Kind : quint8 { Text, Picture, Bytes };
    [[nodiscard]] static Kind kindOf(const trace::Exchange &exchange);
    void load();
    void showText(const QString &text, bool more);
    void showPicture();
    void showBytes();
    void say(const QString &sentence);
    void saveAs();

    ContentLoader *m_loader;
    ElidedLabel *m_note;
    QPushButton *m_more;
    QPushButton *m_save;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    QLabel *m_picture;
    HexView *m_bytes;
    QLabel *m_message;
    trace::ExchangePtr m_exchange;
    QImage m_image;
    qint64 m_most = 0;    ///< characters of text that are asked for
    bool m_loaded = true; ///< what there is to show of the exchange was asked for
};

} // namespace gui
