// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bodyview.h"

#include "gui/contentloader.h"
#include "gui/contentsaver.h"
#include "gui/contenttext.h"
#include "gui/elidedlabel.h"
#include "gui/findbar.h"
#include "gui/hexview.h"
#include "models/format.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

#include <utility>

namespace gui {
namespace {

/// A sentence where there is nothing to show; else empty.
QString whyNothing(const Content &content)
{
    if (!content.exchange)
        return BodyView::tr("Select a request to see what was sent.");
    if (!content.isAny())
        return content.side == Side::Request ? BodyView::tr("The request has no content.")
                                             : BodyView::tr("The response has no content.");
    if (content.sent() == 0)
        return BodyView::tr("Nothing of the content was sent.");
    return content.kept() == 0 ? BodyView::tr("The content was not recorded.") : QString();
}

} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , m_loader(new ContentLoader(this))
    , m_saver(new ContentSaver(this))
    , m_side(new QComboBox)
    , m_note(new ElidedLabel)
    , m_save(new QPushButton(tr("Save As…")))
    , m_pager(new QWidget)
    , m_earlier(new QPushButton(tr("Earlier")))
    , m_later(new QPushButton(tr("Later")))
    , m_pageLabel(new QLabel)
    , m_pages(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_picture(new QLabel)
    , m_bytes(new HexView)
    , m_message(new QLabel)
    , m_find(new FindBar)
{
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Content as text"));
    m_text->setToolTip(
        tr("Page Up and Page Down read on; Ctrl+Home and Ctrl+End go to the beginning and the end"));
    m_text->installEventFilter(this);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setAccessibleName(tr("Content as a picture"));
    m_picture->setMinimumSize(1, 1);
    m_bytes->setAccessibleName(tr("Content as bytes"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget *page : std::initializer_list<QWidget *>{m_message, m_text, m_picture, m_bytes})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeBar());
    layout->addWidget(m_pages, 1);
    layout->addWidget(makePager());
    layout->addWidget(m_find);
    connectLoader();
    connectSaver();
    connectFind();
    setExchange(nullptr);
}

QWidget *BodyView::makeBar()
{
    m_side->addItem(tr("Response"), QVariant::fromValue(Side::Response));
    m_side->addItem(tr("Request"), QVariant::fromValue(Side::Request));
    m_side->setAccessibleName(tr("Content of"));
    m_side->setAccessibleDescription(tr("Whose content is shown: the response's or the request's"));
    m_side->setToolTip(tr("Whose content is shown"));
    // Where names come from relations, a combo box is told apart by its label alone.
    auto *label = new QLabel(tr("Content of:"));
    label->setBuddy(m_side);
    m_note->setAccessibleName(tr("What is shown"));
    m_save->setToolTip(tr("Save the content, as far as it is kept, in a file"));
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_side);
    row->addWidget(m_note, 1);
    row->addWidget(m_save);
    connect(m_side, &QComboBox::activated, this, [this] {
        m_wanted = m_content.side = m_side->currentData().value<Side>();
        m_loader->forget();
        m_page = 0;
        load();
    });
    connect(m_save, &QPushButton::clicked, this,
            [this] { m_saver->isRunning() ? m_saver->cancel() : saveAs(); });
    return bar;
}

QWidget *BodyView::makePager()
{
    m_earlier->setToolTip(tr("The page before (Page Up); Ctrl+Home goes to the beginning"));
    m_later->setToolTip(tr("The next page (Page Down); Ctrl+End goes to the end"));
    m_pageLabel->setAlignment(Qt::AlignCenter);
    m_pageLabel->setAccessibleName(tr("Page of the text"));
    auto *row = new QHBoxLayout(m_pager);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_earlier);
    row->addWidget(m_pageLabel, 1);
    row->addWidget(m_later);
    connect(m_earlier, &QPushButton::clicked, this, [this] { turnTo(m_page - 1); });
    connect(m_later, &QPushButton::clicked, this, [this] { turnTo(m_page + 1); });
    return m_pager;
}

void BodyView::connectLoader()
{
    connect(m_bytes, &HexView::needed, this,
            [this](qint64 offset, qint64 length) { m_loader->loadBytes(m_content, offset, length); });
    connect(m_loader, &ContentLoader::bytesLoaded, m_bytes, &HexView::setPart);
    connect(m_loader, &ContentLoader::textLoaded, this, &BodyView::showText);
    connect(m_loader, &ContentLoader::pictureLoaded, this, [this](const QImage &picture) {
        m_image = picture;
        picture.isNull() ? showBytes() : showPicture();
    });
    connect(m_loader, &ContentLoader::failed, this, [this](const QString &why) {
        m_pager->hide();
        m_find->setTarget({});
        say(why);
    });
}

void BodyView::connectSaver()
{
    const auto ended = [this](const QString &sentence) {
        m_save->setText(tr("Save As…"));
        m_save->setEnabled(m_content.exchange && m_content.kept() > 0);
        m_note->setFullText(sentence);
    };
    connect(m_saver, &ContentSaver::progressed, this,
            [this](int percent) { m_save->setText(tr("Cancel (%1 %)").arg(percent)); });
    connect(m_saver, &ContentSaver::saved, this,
            [ended](const QString &path) { ended(tr("Saved as %1").arg(QDir::toNativeSeparators(path))); });
    connect(m_saver, &ContentSaver::failed, this, ended);
    connect(m_saver, &ContentSaver::cancelled, this, [ended] { ended(tr("It was not saved.")); });
}

void BodyView::connectFind()
{
    m_find->attachTo(m_text);
    m_find->attachTo(m_bytes);
    connect(m_find, &FindBar::found, this, [this](qint64 offset, qint64 length) {
        if (m_pages->currentWidget() == m_bytes)
            return m_bytes->select(offset, length);
        m_place = offset;
        m_loader->loadTextAt(m_content, offset, length);
    });
}

void BodyView::setExchange(trace::ExchangePtr exchange)
{
    const Content before = m_content;
    const bool other = !exchange || !before.exchange || exchange->id != before.exchange->id;
    m_content.exchange = std::move(exchange);
    if (m_content.exchange && (other || !m_content.isAny()))
        chooseSide();
    // While more of it is sent, what is read stays: it is read anew when it has ended.
    const bool same = !other && m_content.side == before.side
        && (m_content.sent() == before.sent()
            || (m_content.exchange->outcome == trace::Outcome::InProgress && before.sent() > 0));
    if (!same)
        m_loader->forget();
    m_loaded = same && m_loaded;
    if (other || m_content.side != before.side)
        m_page = 0;
    if (!m_loaded && (isVisible() || !m_content.exchange))
        load();
}

void BodyView::chooseSide()
{
    const Content wanted{m_content.exchange, m_wanted};
    const Content opposite{m_content.exchange, m_wanted == Side::Request ? Side::Response : Side::Request};
    m_content.side = !wanted.isAny() && opposite.isAny() ? opposite.side : wanted.side;
    m_side->setCurrentIndex(m_side->findData(QVariant::fromValue(m_content.side)));
}

BodyView::Kind BodyView::kindOf(const Content &content)
{
    const QByteArray type = content.type().toLower();
    if (type.startsWith("image/") && content.kept() <= ContentLoader::LargestPicture)
        return Kind::Picture;
    return isText(type) ? Kind::Text : Kind::Bytes;
}

void BodyView::load()
{
    m_loaded = true;
    m_pager->hide();
    m_place = 0;
    m_note->setFullText({});
    m_save->setEnabled(m_saver->isRunning());
    m_save->setVisible(m_content.exchange != nullptr);
    m_side->setEnabled(m_content.exchange != nullptr);
    const QString missing = whyNothing(m_content);
    if (!missing.isEmpty()) {
        m_find->setTarget({});
        return say(missing);
    }
    const qint64 kept = m_content.kept(), sent = m_content.sent();
    m_save->setEnabled(true);
    const QLocale locale;
    m_note->setFullText(
        kept < sent ? tr("The first %1 of %2 were kept.")
                          .arg(models::format::bytes(kept, locale), models::format::bytes(sent, locale))
                    : models::format::exactBytes(sent, locale));
    say(tr("Reading…"));
    switch (kindOf(m_content)) {
    case Kind::Text:
        m_find->setTarget({[content = m_content] { return content.readable(); }, [this] { return m_place; },
                           m_content.type(), false});
        m_loader->loadText(m_content, m_page);
        break;
    case Kind::Picture:
        m_find->setTarget({});
        m_loader->loadPicture(m_content);
        break;
    case Kind::Bytes: showBytes(); break;
    }
}

void BodyView::turnTo(qint64 page, bool toEnd)
{
    m_endWanted = toEnd;
    m_loader->loadText(m_content, page);
}

/// Keys that would stop at the ends of the page go on where the text does.
bool BodyView::turnByKey(const QKeyEvent &key)
{
    const QScrollBar *bar = m_text->verticalScrollBar();
    const bool control = key.modifiers() == Qt::ControlModifier, plain = key.modifiers() == Qt::NoModifier;
    const bool isFirst = m_page == 0, isLast = m_page + 1 >= m_pageCount;
    if (control && key.key() == Qt::Key_Home && !isFirst)
        turnTo(0);
    else if (control && key.key() == Qt::Key_End && !isLast)
        turnTo(m_pageCount - 1, true);
    else if (plain && key.key() == Qt::Key_PageUp && !isFirst && bar->value() == bar->minimum())
        turnTo(m_page - 1, true);
    else if (plain && key.key() == Qt::Key_PageDown && !isLast && bar->value() == bar->maximum())
        turnTo(m_page + 1);
    else
        return false;
    return true;
}

bool BodyView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && turnByKey(*static_cast<QKeyEvent *>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

void BodyView::showText(const TextPage &page)
{
    const QLocale locale;
    m_page = page.page;
    m_pageCount = page.pages;
    if (page.to == 0) // not one that a search led to
        m_place = page.offset;
    m_text->setPlainText(page.text);
    QTextCursor cursor = m_text->textCursor();
    if (std::exchange(m_endWanted, false)) {
        cursor.movePosition(QTextCursor::End);
    } else {
        cursor.setPosition(page.from);
        cursor.setPosition(page.to, QTextCursor::KeepAnchor);
    }
    m_text->setTextCursor(cursor);
    m_pageLabel->setText(tr("Page %1 of %2").arg(locale.toString(m_page + 1), locale.toString(m_pageCount)));
    m_pager->setVisible(m_pageCount > 1);
    m_earlier->setEnabled(m_page > 0);
    m_later->setEnabled(m_page + 1 < m_pageCount);
    m_pages->setCurrentWidget(m_text);
}

void BodyView::showPicture()
{
    const QSize room = m_picture->size();
    QPixmap pixmap = QPixmap::fromImage(m_image);
    if (pixmap.width() > room.width() || pixmap.height() > room.height())
        pixmap = pixmap.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    m_picture->setPixmap(pixmap);
    const QString size = tr("%1 × %2 pixels").arg(m_image.width()).arg(m_image.height());
    m_picture->setAccessibleDescription(size);
    m_note->setFullText(tr("%1 · %2").arg(models::format::exactBytes(m_content.sent(), QLocale()), size));
    m_pages->setCurrentWidget(m_picture);
}

void BodyView::showBytes()
{
    m_pages->setCurrentWidget(m_bytes);
    m_bytes->setSize(m_content.kept());
    m_find->setTarget({[content = m_content] { return content.bytes(); },
                       [this] { return m_bytes->selectionStart(); }, m_content.type(), true});
}

/// In the place of content.
void BodyView::say(const QString &sentence)
{
    m_message->setText(sentence);
    m_pages->setCurrentWidget(m_message);
}

void BodyView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_loaded)
        load();
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_pages->currentWidget() == m_picture && !m_image.isNull() && m_content.exchange)
        showPicture();
}

void BodyView::saveAs()
{
    const QString target = QString::fromUtf8(m_content.exchange->targetText().toByteArray());
    const QString name = target.section(u'?', 0, 0).section(u'/', -1);
    auto *dialog = new QFileDialog(this, tr("Save content"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_content.side == Side::Request ? tr("request") : name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content = m_content](const QString &path) {
        if (m_saver->isRunning())
            return;
        m_save->setText(tr("Cancel"));
        m_saver->save(content, path);
    });
    dialog->show();
}

} // namespace gui
