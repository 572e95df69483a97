// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/content.h"

#include <QImage>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace gui {

class ContentLoader;
class ContentSaver;
class ElidedLabel;
class FindBar;
class HexView;
struct TextPage;

/// The content of a request or a response: text, page by page, JSON and forms laid out, a picture, or bytes.
/// It is read off the window's thread and only as far as it is looked at, so that any size opens at once.
class BodyView : public QWidget
{
    Q_OBJECT
public:
    explicit BodyView(QWidget *parent = nullptr);

    /// Null shows nothing. Reads only while this is visible. Of an exchange that has content on one side
    /// alone, that side; else the one that was chosen last.
    void setExchange(trace::ExchangePtr exchange);
    [[nodiscard]] Side side() const { return m_content.side; }

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Kind : quint8 { Text, Picture, Bytes };
    [[nodiscard]] static Kind kindOf(const Content &content);
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makePager();
    void connectLoader();
    void connectSaver();
    void connectFind();
    void chooseSide();
    void load();
    void turnTo(qint64 page, bool toEnd = false);
    bool turnByKey(const QKeyEvent &key);
    void showText(const TextPage &page);
    void showPicture();
    void showBytes();
    void say(const QString &sentence);
    void saveAs();

    ContentLoader *m_loader;
    ContentSaver *m_saver;
    QComboBox *m_side;
    ElidedLabel *m_note;
    QPushButton *m_save;
    QWidget *m_pager;
    QPushButton *m_earlier;
    QPushButton *m_later;
    QLabel *m_pageLabel;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    QLabel *m_picture;
    HexView *m_bytes;
    QLabel *m_message;
    FindBar *m_find;
    Content m_content;
    Side m_wanted = Side::Response; ///< as chosen by the person
    QImage m_image;
    qint64 m_page = 0;
    qint64 m_pageCount = 1;
    qint64 m_place = 0;       ///< in the readable bytes: the last hit, or where the page begins
    bool m_endWanted = false; ///< the page that is being read is to be shown from its end
    bool m_loaded = true;     ///< what there is to show of the exchange was asked for
};

} // namespace gui
