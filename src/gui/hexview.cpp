// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/hexview.h"

#include "models/marks.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace gui {
namespace {

constexpr int RowBytes = 16;
constexpr int LeftMargin = 6;
constexpr qsizetype PartsKept = 32;
constexpr QRgb Vermillion = 0xffd55e00; // Okabe and Ito

bool isPrintable(int byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

QString hex(int byte)
{
    return QString::number(byte, 16).rightJustified(2, u'0');
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Arrow keys move, Shift selects, Ctrl+C copies the digits and Ctrl+Shift+C the text"));
    viewport()->setCursor(Qt::IBeamCursor);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &HexView::ask);
    measure();
}

void HexView::reset(qint64 size)
{
    m_parts.clear();
    m_asked.clear();
    m_size = size;
    m_mark = -1;
    m_cursor = m_anchor = 0;
    measure();
    verticalScrollBar()->setValue(0);
}

void HexView::setSize(qint64 size)
{
    reset(size);
    ask();
    viewport()->update();
}

void HexView::setBytes(const QByteArray &bytes)
{
    reset(bytes.size());
    for (qint64 at = 0; at < bytes.size(); at += PartSize)
        m_parts.insert(at, bytes.mid(at, PartSize));
    for (const qint64 at : m_parts.keys())
        m_asked.insert(at);
    viewport()->update();
}

void HexView::setPart(qint64 offset, const QByteArray &bytes)
{
    if (m_parts.size() >= PartsKept) {
        m_asked.clear(); // what is seen is asked for again if it was among these
        m_parts.clear();
    }
    m_asked.insert(offset);
    m_parts.insert(offset, bytes);
    viewport()->update();
}

void HexView::setMark(qint64 offset)
{
    m_mark = offset;
    if (offset >= 0)
        moveTo(offset, false);
    viewport()->update();
}

void HexView::select(qint64 offset, qint64 length)
{
    moveTo(offset, false);
    if (length > 1)
        moveTo(offset + length - 1, true);
}

void HexView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void HexView::measure()
{
    const QFontMetrics metrics(font());
    m_charWidth = metrics.horizontalAdvance(u'0');
    m_rowHeight = metrics.height() + 2;
    const qint64 rows = (m_size + RowBytes - 1) / RowBytes;
    verticalScrollBar()->setPageStep(std::max(1, rowsSeen()));
    verticalScrollBar()->setRange(0, int(std::clamp<qint64>(rows - rowsSeen(), 0, INT_MAX)));
    horizontalScrollBar()->setRange(0, std::max(0, cell(RowBytes).letter - viewport()->width()));
}

int HexView::rowsSeen() const
{
    return viewport()->height() / m_rowHeight;
}

/// Whole parts, so that the same one is not asked for twice.
void HexView::ask()
{
    if (m_size == 0 || !isVisible())
        return;
    const qint64 first = qint64(verticalScrollBar()->value()) * RowBytes / PartSize * PartSize;
    const qint64 last = std::min(m_size, (qint64(verticalScrollBar()->value()) + rowsSeen() + 1) * RowBytes);
    for (qint64 at = first; at < last; at += PartSize) {
        if (m_asked.contains(at))
            continue;
        m_asked.insert(at);
        emit needed(at, std::min(PartSize, m_size - at));
    }
}

int HexView::byteAt(qint64 offset) const
{
    const qint64 part = offset / PartSize * PartSize;
    const auto found = m_parts.constFind(part);
    if (found == m_parts.cend() || offset - part >= found->size())
        return -1;
    return uchar(found->at(offset - part));
}

/// As many as the last offset needs, so that a small message leaves room for its text.
int HexView::offsetDigits() const
{
    return m_size <= 0x10000 ? 4 : m_size <= 0x100000000 ? 8 : 12;
}

HexView::Cell HexView::cell(int column) const
{
    const int digits = LeftMargin + (offsetDigits() + 1) * m_charWidth;
    const int gap = column >= RowBytes / 2 ? m_charWidth : 0;
    const int letters = digits + (RowBytes * 3 + 2) * m_charWidth;
    return {digits + column * 3 * m_charWidth + gap, letters + column * m_charWidth};
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    if (m_size == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    ask();
    painter.translate(-horizontalScrollBar()->value(), 0);
    const qint64 first = verticalScrollBar()->value();
    for (int i = 0; i <= rowsSeen() && (first + i) * RowBytes < m_size; ++i)
        paintRow(painter, first + i, i * m_rowHeight);
}

void HexView::paintRow(QPainter &painter, qint64 row, int y)
{
    const int baseline = y + painter.fontMetrics().ascent() + 1;
    painter.setPen(models::faded(palette().color(QPalette::Text), palette().color(QPalette::Base)));
    painter.drawText(LeftMargin, baseline,
                     QString::number(row * RowBytes, 16).rightJustified(offsetDigits(), u'0'));
    const qint64 from = std::min(m_cursor, m_anchor), to = std::max(m_cursor, m_anchor);
    const QColor offending = models::readable(QColor::fromRgb(Vermillion), palette().color(QPalette::Base));
    for (int column = 0; column < RowBytes && row * RowBytes + column < m_size; ++column) {
        const qint64 offset = row * RowBytes + column;
        const int byte = byteAt(offset);
        const Cell place = cell(column);
        const bool selected = offset >= from && offset <= to && (from != to || hasFocus());
        const QRect digit(place.digit - 2, y, 2 * m_charWidth + 4, m_rowHeight);
        const QRect letter(place.letter, y, m_charWidth, m_rowHeight);
        if (selected) {
            painter.fillRect(digit, palette().highlight());
            painter.fillRect(letter, palette().highlight());
        }
        painter.setPen(selected ? palette().color(QPalette::HighlightedText)
                           : offset == m_mark
                           ? offending
                           : palette().color(isPrintable(byte) ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(place.digit, baseline, byte < 0 ? QStringLiteral("··") : hex(byte));
        painter.drawText(place.letter, baseline,
                         byte < 0                ? QString()
                             : isPrintable(byte) ? QString(QChar(byte))
                                                 : QStringLiteral("·"));
        if (offset == m_cursor && from == to && !hasFocus()) { // where one is, also from elsewhere
            painter.setPen(palette().color(QPalette::Text));
            painter.drawRect(digit.adjusted(0, 0, -1, -1));
            painter.drawRect(letter.adjusted(0, 0, -1, -1));
        }
        if (offset == m_mark) { // a frame says it without hue
            painter.setPen(offending);
            painter.drawRect(digit.adjusted(0, 0, -1, -1));
            painter.drawRect(letter.adjusted(0, 0, -1, -1));
        }
    }
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
    ask();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void HexView::moveTo(qint64 offset, bool extend)
{
    m_cursor = std::clamp<qint64>(offset, 0, std::max<qint64>(0, m_size - 1));
    if (!extend)
        m_anchor = m_cursor;
    const int row = int(m_cursor / RowBytes);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + rowsSeen())
        bar->setValue(row - std::max(1, rowsSeen()) + 1);
    setAccessibleDescription(rowText());
    viewport()->update();
}

/// What is copied or selected here goes before what the window means by the same keys.
bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool control = key->modifiers().testFlag(Qt::ControlModifier);
        if (control && (key->key() == Qt::Key_C || key->key() == Qt::Key_A)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (control && event->key() == Qt::Key_C) {
        const QByteArray bytes = selectedBytes();
        QGuiApplication::clipboard()->setText(extend ? QString::fromUtf8(bytes)
                                                     : QString::fromLatin1(bytes.toHex(' ')));
        return;
    }
    if (!moveByKey(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool HexView::moveByKey(const QKeyEvent &key)
{
    const bool extend = key.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = key.modifiers().testFlag(Qt::ControlModifier);
    const qint64 page = qint64(std::max(1, rowsSeen())) * RowBytes;
    const qint64 row = m_cursor / RowBytes * RowBytes;
    if (control && key.key() == Qt::Key_A) {
        m_anchor = 0;
        moveByHand(m_size - 1, true);
        return true;
    }
    switch (key.key()) {
    case Qt::Key_Left: moveByHand(m_cursor - 1, extend); return true;
    case Qt::Key_Right: moveByHand(m_cursor + 1, extend); return true;
    case Qt::Key_Up: moveByHand(m_cursor - RowBytes, extend); return true;
    case Qt::Key_Down: moveByHand(m_cursor + RowBytes, extend); return true;
    case Qt::Key_PageUp: moveByHand(m_cursor - page, extend); return true;
    case Qt::Key_PageDown: moveByHand(m_cursor + page, extend); return true;
    case Qt::Key_Home: moveByHand(control ? 0 : row, extend); return true;
    case Qt::Key_End: moveByHand(control ? m_size - 1 : row + RowBytes - 1, extend); return true;
    default: return false;
    }
}

void HexView::moveByHand(qint64 offset, bool extend)
{
    moveTo(offset, extend);
    emit moved();
}

qint64 HexView::offsetAt(QPoint place) const
{
    const qint64 row = verticalScrollBar()->value() + place.y() / m_rowHeight;
    const int x = place.x() + horizontalScrollBar()->value();
    int column = 0;
    while (column + 1 < RowBytes
           && (x >= cell(0).letter ? x >= cell(column + 1).letter
                                   : x >= cell(column + 1).digit - m_charWidth / 2))
        ++column;
    return row * RowBytes + column;
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveByHand(offsetAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveByHand(offsetAt(event->position().toPoint()), true);
}

qint64 HexView::selectionLength() const
{
    return m_size == 0 ? 0 : std::max(m_cursor, m_anchor) - selectionStart() + 1;
}

QByteArray HexView::selectedBytes() const
{
    QByteArray bytes;
    for (qint64 at = selectionStart(); at < selectionStart() + selectionLength(); ++at) {
        const int byte = byteAt(at);
        if (byte < 0)
            break;
        bytes.append(char(byte));
    }
    return bytes;
}

QString HexView::rowText() const
{
    const qint64 first = m_cursor / RowBytes * RowBytes;
    QString digits, letters;
    for (qint64 at = first; at < std::min(m_size, first + RowBytes); ++at) {
        const int byte = byteAt(at);
        digits += (byte < 0 ? QStringLiteral("··") : hex(byte)) + u' ';
        letters += isPrintable(byte) ? QChar(byte) : QChar(u'.');
    }
    return tr("Byte %1 of %2: %3 %4").arg(m_cursor).arg(m_size).arg(digits, letters);
}

} // namespace gui
