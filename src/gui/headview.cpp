// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/headview.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGlyphRun>
#include <QMimeData>
#include <QTextLayout>

#include <algorithm>

namespace gui {
namespace {

/// Okabe-Ito vermillion behind the offending byte, light enough to read the byte on it.
constexpr QRgb FaultColour = 0x80d55e00;

/// Escapes where neither this font nor one that stands in for it has the pictures.
ControlMarks marksFor(const QFont &font)
{
    QTextLayout layout(QStringLiteral("\u240D\u240A"), font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    const bool isMissing = std::any_of(runs.cbegin(), runs.cend(),
                                       [](const QGlyphRun &run) { return run.glyphIndexes().contains(0U); });
    return isMissing ? ControlMarks::Escapes : ControlMarks::Pictures;
}

} // namespace

/// Paints the marks fainter than the text, block by block as they come into view.
class HeadView::Marks : public QSyntaxHighlighter
{
public:
    explicit Marks(HeadView *view)
        : QSyntaxHighlighter(view->document())
        , m_view(view)
    {
    }

protected:
    void highlightBlock(const QString &text) override
    {
        QTextCharFormat faint;
        faint.setForeground(m_view->palette().placeholderText());
        const size_t start = size_t(currentBlock().position());
        for (qsizetype i = 0; i < text.size(); ++i)
            if (start + size_t(i) < m_view->m_wire.mark.size() && m_view->m_wire.mark[start + size_t(i)])
                setFormat(int(i), 1, faint);
    }

private:
    HeadView *m_view;
};

HeadView::HeadView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_wire(wireText({}))
    , m_marks(new Marks(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void HeadView::setHead(const QByteArray &bytes, qint32 faultOffset)
{
    if (bytes == m_bytes && faultOffset == m_faultOffset)
        return;
    m_bytes = bytes;
    m_faultOffset = faultOffset;
    m_wire = wireText(m_bytes, marksFor(font()));
    setPlainText(m_wire.text);
    markFault();
}

void HeadView::markFault()
{
    QList<QTextEdit::ExtraSelection> selections;
    if (m_faultOffset >= 0) {
        QTextEdit::ExtraSelection fault;
        fault.cursor = QTextCursor(document());
        const int place = int(std::min(m_wire.placeOf(m_faultOffset), m_wire.text.size()));
        fault.cursor.setPosition(place);
        fault.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        fault.format.setBackground(QColor::fromRgba(FaultColour));
        fault.format.setFontUnderline(true);
        selections.append(fault);
    }
    setExtraSelections(selections);
}

QMimeData *HeadView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const auto [offset, length] = m_wire.bytes(cursor.selectionStart(), cursor.selectionEnd());
    auto *copied = new QMimeData;
    copied->setText(QString::fromUtf8(m_bytes.sliced(offset, length)));
    return copied;
}

void HeadView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_marks->rehighlight();
}

} // namespace gui
