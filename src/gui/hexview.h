// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace gui {

/// Bytes as hexadecimal digits and text, sixteen to a row, any number of them: only what is seen is asked for
/// and painted. Arrow keys move a cursor, Shift selects, Ctrl+C copies the digits, Ctrl+Shift+C the text.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit HexView(QWidget *parent = nullptr);

    /// Shows that many bytes, which are to be given by setPart() as needed() asks for them.
    void setSize(qint64 size);
    void setPart(qint64 offset, const QByteArray &bytes);
    /// Shows these bytes, all there.
    void setBytes(const QByteArray &bytes);
    /// Marks an offending byte and goes to it; -1: none.
    void setMark(qint64 offset);
    /// Selects bytes and goes to them.
    void select(qint64 offset, qint64 length);
    /// Shown while there are none.
    void setEmptyText(const QString &text);

    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 cursor() const { return m_cursor; }
    [[nodiscard]] qint64 selectionStart() const { return std::min(m_cursor, m_anchor); }
    [[nodiscard]] qint64 selectionLength() const;   ///< at least 1, but for no bytes at all
    [[nodiscard]] QByteArray selectedBytes() const; ///< as far as they are there
    /// What a screen reader says of the row of the cursor.
    [[nodiscard]] QString rowText() const;

    static constexpr qint64 PartSize = 65536; ///< bytes that are asked for at once

signals:
    /// These bytes are seen and are not there yet. Once for each part.
    void needed(qint64 offset, qint64 length);
    /// A key or the mouse moved the cursor, and with it the selection; select() does not tell.
    void moved();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Cell
    {
        int digit, letter; ///< left edges in pixels
    };

    void reset(qint64 size);
    void measure();
    void ask();
    void moveTo(qint64 offset, bool extend);
    void moveByHand(qint64 offset, bool extend);
    bool moveByKey(const QKeyEvent &key);
    void paintRow(QPainter &painter, qint64 row, int y);
    [[nodiscard]] Cell cell(int column) const;
    [[nodiscard]] int byteAt(qint64 offset) const; ///< -1: not there
    [[nodiscard]] qint64 offsetAt(QPoint place) const;
    [[nodiscard]] int rowsSeen() const;
    [[nodiscard]] int offsetDigits() const;

    QMap<qint64, QByteArray> m_parts; ///< by their offset, a few
    QSet<qint64> m_asked;
    qint64 m_size = 0;
    qint64 m_mark = -1;
    qint64 m_cursor = 0;
    qint64 m_anchor = 0; ///< where the selection began
    int m_charWidth = 8;
    int m_rowHeight = 16;
    QString m_emptyText;
};

} // namespace gui
