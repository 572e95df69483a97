// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bodyview.h"

#include "gui/contentloader.h"
#include "gui/hexview.h"
#include "models/format.h"
#include "trace/body.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>

namespace gui {
namespace {

constexpr qint64 FirstText = 128 * 1024;
constexpr qint64 MostText = 8 * 1024 * 1024;
constexpr int LongestLine = 20'000; ///< characters; QPlainTextEdit is slow with longer ones

bool isText(const QByteArray &type)
{
    static const QByteArrayList words{"text/", "javascript", "xml", "json", "x-www-form-urlencoded", "svg"};
    return std::any_of(words.begin(), words.end(),
                       [&type](const QByteArray &word) { return type.contains(word); });
}

/// In the charset the type names, UTF-8 without one.
QString asText(const QByteArray &bytes, const QByteArray &type)
{
    const bool latin1 = type.contains("charset=iso-8859-1") || type.contains("charset=windows-1252");
    QString text = latin1 ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes);
    text.replace(QChar(u'\0'), QChar(0x2400));
    return text;
}

QString foldLongLines(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        for (qsizetype at = 0; at == 0 || at < line.size(); at += LongestLine)
            lines << line.mid(at, LongestLine);
    }
    return lines.join(u'\n');
}

} // namespace

std::optional<QByteArray> indentedJson(const QByteArray &json)
{
    QJsonParseError error;
    if (QJsonDocument::fromJson(json, &error).isNull())
        return std::nullopt;
    QByteArray out;
    int depth = 0;
    bool inString = false;
    const auto newLine = [&] { out.append('\n').append(QByteArray(depth * 2, ' ')); };
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            out += c;
            if (c == '\\' && i + 1 < json.size())
                out += json[++i];
            inString = c != '"';
            continue;
        }
        const char next = json.mid(i + 1, 64).trimmed().isEmpty() ? ' ' : json.mid(i + 1, 64).trimmed()[0];
        switch (c) {
        case ' ':
        case '\t':
        case '\r':
        case '\n': break;
        case '{':
        case '[':
            out += c;
            ++depth;
            if (next != '}' && next != ']')
                newLine();
            break;
        case '}':
        case ']':
            --depth;
            if (!out.endsWith('{') && !out.endsWith('['))
                newLine();
            out += c;
            break;
        case ',':
            out += c;
            newLine();
            break;
        case ':': out += ": "; break;
        default: out += c; inString = c == '"';
        }
    }
    return out;
}

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , m_loader(new ContentLoader(this))
    , m_note(new QLabel)
    , m_more(new QPushButton(tr("Show &More")))
    , m_save(new QPushButton(tr("&Save As…")))
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
    m_message->setEnabled(false);
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
        m_most = std::min(m_most * 8, MostText);
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
            [this, isIt](quint64 id, const QByteArray &text, bool isWhole) {
                if (isIt(id))
                    showText(text, isWhole);
            });
    connect(m_loader, &ContentLoader::pictureLoaded, this, [this, isIt](quint64 id, const QImage &picture) {
        if (!isIt(id))
            return;
        m_image = picture;
        picture.isNull() ? showBytes() : showPicture();
    });
    connect(m_loader, &ContentLoader::failed, this, [this, isIt](quint64 id, const QString &why) {
        if (isIt(id))
            say(why);
    });
    setExchange(nullptr);
}

void BodyView::setExchange(trace::ExchangePtr exchange)
{
    const bool same = exchange && m_exchange && exchange->id == m_exchange->id
        && exchange->bodySent == m_exchange->bodySent;
    m_exchange = std::move(exchange);
    if (same)
        return;
    m_loader->forget();
    m_loaded = false;
    if (isVisible() || !m_exchange)
        load();
}

BodyView::Kind BodyView::kindOf(const trace::Exchange &exchange)
{
    const QByteArray type = exchange.contentType.toLower();
    if (type.contains("json"))
        return Kind::Json;
    if (type.startsWith("image/") && trace::contentKept(exchange) <= ContentLoader::LargestPicture)
        return Kind::Picture;
    return isText(type) ? Kind::Text : Kind::Bytes;
}

void BodyView::load()
{
    m_loaded = true;
    m_more->hide();
    m_note->clear();
    m_save->setEnabled(false);
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
    m_note->setText(kept < m_exchange->bodySent
                        ? tr("The first %1 of %2 are kept.")
                              .arg(models::format::bytes(kept, locale),
                                   models::format::bytes(m_exchange->bodySent, locale))
                        : models::format::exactBytes(m_exchange->bodySent, locale));
    say(tr("Reading…"));
    m_most = FirstText;
    switch (kindOf(*m_exchange)) {
    case Kind::Json: m_most = MostText; [[fallthrough]];
    case Kind::Text: m_loader->loadText(m_exchange, m_most); break;
    case Kind::Picture: m_loader->loadPicture(m_exchange); break;
    case Kind::Bytes: showBytes(); break;
    }
}

void BodyView::showText(const QByteArray &text, bool isWhole)
{
    const QByteArray type = m_exchange->contentType.toLower();
    const auto json = kindOf(*m_exchange) == Kind::Json ? indentedJson(text) : std::nullopt;
    m_text->setPlainText(foldLongLines(asText(json ? *json : text, type)));
    m_more->setVisible(!isWhole && m_most < MostText && text.size() == m_most);
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
    m_note->setText(tr("%1 · %2").arg(models::format::exactBytes(m_exchange->bodySent, QLocale()), size));
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
        m_note->setText(ok && file.commit()
                            ? tr("Saved as %1").arg(path)
                            : tr("It could not be saved as %1. Choose another place.").arg(path));
    });
    dialog->show();
}

} // namespace gui
