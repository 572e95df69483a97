// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/wiretext.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace gui {

/// A message head exactly as it was on the wire: monospaced, line ends and control bytes as faint marks, the
/// offending byte marked. What is copied is the original text, with its own line ends.
class HeadView : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit HeadView(QWidget *parent = nullptr);

    /// Shows these bytes; faultOffset is the offending byte or -1. Keeps the place when nothing changed.
    void setHead(const QByteArray &bytes, qint32 faultOffset = -1);
    [[nodiscard]] const QByteArray &head() const { return m_bytes; }

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void changeEvent(QEvent *event) override;

private:
    class Marks;
    void markFault();

    QByteArray m_bytes;
    WireText m_wire;
    qint32 m_faultOffset = -1;
    Marks *m_marks;
};

} // namespace gui
