// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bodyview.h"

#include "gui/contentloader.h"
#include "gui/contenttext.h"
#include "gui/elidedlabel.h"
#include "gui/hexview.h"
#include "models/format.h"
#include "trace/body.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>

namespace gui {
namespace {

constexpr qint64 FirstText = 128 * 1024;

} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , m_loader(new ContentLoader(this))
    , m_note(new ElidedLabel)
    , m_more(new QPushButton(tr("Show &More")))
    , m_save(new QPushButton(tr("Save As…")))
    , m_pages(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_picture(new QLabel)
    , m_bytes(new HexView)
    , m_message(new QLabel)
{
    m_note->setAccessibleName(tr("What is shown"));
    m_more->setToolTip(tr("Read on in the text"));
    m_save->setToolTip(tr("Save the content, as far as it is kept, in a file"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Content as text"));
    m_text->setToolTip(tr("The content of the response"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setAccessibleName(tr("Content as a picture"));
    m_picture->setMinimumSize(1, 1);
    m_bytes->setAccessibleName(tr("Content as bytes"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget *page : std::initializer_list<QWidget *>{m_message, m_text, m_picture, m_bytes})
        m_pages->addWidget(page);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    bar->addWidget(m_more);
    bar->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);

    connect(m_more, &QPushButton::clicked, this, [this] {
        m_most = std::min(m_most * 8, ContentLoader::LargestText);
        m_loader->loadText(m_exchange, m_most);
    });
    connect(m_save, &QPushButton::clicked, this, &BodyView::saveAs);
    connect(m_bytes, &HexView::needed, this,
            [this](qint64 offset, qint64 length) { m_loader->loadBytes(m_exchange, offset, length); });
    const auto isIt = [this](quint64 id) { return m_exchange && m_exchange->id == id; };
    connect(m_loader, &ContentLoader::bytesLoaded, this,
            [this, isIt](quint64 id, qint64 offset, const QByteArray &bytes) {
                if (isIt(id))
                    m_bytes->setPart(offset, bytes);
            });
    connect(m_loader, &ContentLoader::textLoaded, this,
            [this, isIt](quint64 id, const QString &text, bool more) {
                if (isIt(id))
                    showText(text, more);
            });
    connect(m_loader, &ContentLoader::pictureLoaded, this, [this, isIt](quint64 id, const QImage &picture) {
        if (!isIt(id))
            return;
        m_image = picture;
        picture.isNull() ? showBytes() : showPicture();
    });
    connect(m_loader, &ContentLoader::failed, this, [this, isIt](quint64 id, const QString &why) {
        if (!isIt(id))
            return;
        m_save->setEnabled(false);
        say(why);
    });
    setExchange(nullptr);
}

void BodyView::setExchange(trace::ExchangePtr exchange)
{
    // While more of it is sent, what is read stays: it is read anew when it has ended.
    const bool same = exchange && m_exchange && exchange->id == m_exchange->id
        && (exchange->bodySent == m_exchange->bodySent
            || (exchange->outcome == trace::Outcome::InProgress && m_exchange->bodySent > 0));
    if (!same)
        m_loader->forget();
    const bool other = !exchange || !m_exchange || exchange->id != m_exchange->id;
    m_loaded = same && m_loaded;
    m_exchange = std::move(exchange);
    if (other)
        m_most = FirstText;
    if (!m_loaded && (isVisible() || !m_exchange))
        load();
}

BodyView::Kind BodyView::kindOf(const trace::Exchange &exchange)
{
    const QByteArray type = exchange.contentType.toLower();
    if (type.startsWith("image/") && trace::contentKept(exchange) <= ContentLoader::LargestPicture)
        return Kind::Picture;
    return isText(type) ? Kind::Text : Kind::Bytes;
}

void BodyView::load()
{
    m_loaded = true;
    m_more->hide();
    m_note->setFullText({});
    m_save->setEnabled(false);
    m_save->setVisible(m_exchange != nullptr);
    if (!m_exchange)
        return say(tr("Select a request to see what was sent."));
    const qint64 kept = trace::contentKept(*m_exchange);
    if (m_exchange->bodySent == 0)
        return say(m_exchange->bodyLength > 0 ? tr("Nothing of the content was sent.")
                                              : tr("The response has no content."));
    if (kept == 0)
        return say(tr("The content was not recorded."));
    m_save->setEnabled(true);
    const QLocale locale;
    m_note->setFullText(kept < m_exchange->bodySent
                            ? tr("The first %1 of %2 are kept.")
                                  .arg(models::format::bytes(kept, locale),
                                       models::format::bytes(m_exchange->bodySent, locale))
                            : models::format::exactBytes(m_exchange->bodySent, locale));
    say(tr("Reading…"));
    switch (kindOf(*m_exchange)) {
    case Kind::Text: m_loader->loadText(m_exchange, m_most); break;
    case Kind::Picture: m_loader->loadPicture(m_exchange); break;
    case Kind::Bytes: showBytes(); break;
    }
}

void BodyView::showText(const QString &text, bool more)
{
    m_text->setPlainText(text);
    m_more->setVisible(more && m_most < ContentLoader::LargestText);
    if (more && m_more->isHidden())
        m_note->setFullText(tr("This is its beginning. Save it to see all %1.")
                                .arg(models::format::bytes(trace::contentKept(*m_exchange), QLocale())));
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
    m_note->setFullText(tr("%1 · %2").arg(models::format::exactBytes(m_exchange->bodySent, QLocale()), size));
    m_pages->setCurrentWidget(m_picture);
}

void BodyView::showBytes()
{
    m_pages->setCurrentWidget(m_bytes);
    m_bytes->setSize(trace::contentKept(*m_exchange));
}

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
    if (m_pages->currentWidget() == m_picture && !m_image.isNull() && m_exchange)
        showPicture();
}

/// A copy of a file, or what is kept; chunk by chunk, so that its size does not matter.
void BodyView::saveAs()
{
    const trace::ExchangePtr exchange = m_exchange;
    auto *dialog = new QFileDialog(this, tr("Save content"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(
        QString::fromUtf8(exchange->targetText().toByteArray()).section(u'?', 0, 0).section(u'/', -1));
    connect(dialog, &QFileDialog::fileSelected, this, [this, exchange](const QString &path) {
        QSaveFile file(path);
        bool ok = file.open(QIODevice::WriteOnly);
        const qint64 size = trace::contentKept(*exchange);
        for (qint64 at = 0; ok && at < size;) {
            const auto part = trace::responseContent(*exchange, at, 1024 * 1024);
            ok = part && !part->isEmpty() && file.write(*part) == part->size();
            at += ok ? part->size() : 0;
        }
        m_note->setFullText(ok && file.commit()
                                ? tr("Saved as %1").arg(path)
                                : tr("It could not be saved as %1. Choose another place.").arg(path));
    });
    dialog->show();
}

} // namespace gui
