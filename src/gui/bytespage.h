// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QWidget>

class QComboBox;
class QLayout;
class QTreeWidget;

namespace models {
struct HeadPart;
}

namespace gui {

class ElidedLabel;
class FindBar;
class HexView;

/// The very bytes of a request or a response, beside the parts that were read out of them: selecting a part
/// marks its bytes, and going to a byte selects its part. The offending byte of a malformed request is marked
/// and said.
class BytesPage : public QWidget
{
    Q_OBJECT
public:
    explicit BytesPage(QWidget *parent = nullptr);

    /// Null shows nothing. Keeps its place when only the exchange went on.
    void setExchange(trace::ExchangePtr exchange);

private:
    [[nodiscard]] QLayout *makeBar();
    [[nodiscard]] QWidget *makeViews();
    void connectViews();
    void fill();
    void selectPart();

    trace::ExchangePtr m_exchange;
    QComboBox *m_which;
    ElidedLabel *m_note;
    QTreeWidget *m_parts;
    HexView *m_bytes;
    FindBar *m_find;
    QByteArray m_shown;
};

} // namespace gui
