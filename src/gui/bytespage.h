// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QWidget>

class QComboBox;
class QTreeWidget;

namespace models {
struct HeadPart;
}

namespace gui {

class ElidedLabel;
class HexView;

/// The very bytes of a request or a response, beside the parts that were read out of them: selecting a part
/// marks its bytes. The offending byte of a malformed request is marked and said.
class BytesPage : public QWidget
{
    Q_OBJECT
public:
    explicit BytesPage(QWidget *parent = nullptr);

    /// Null shows nothing. Keeps its place when only the exchange went on.
    void setExchange(trace::ExchangePtr exchange);

private:
    void show();

    trace::ExchangePtr m_exchange;
    QComboBox *m_which;
    ElidedLabel *m_note;
    QTreeWidget *m_parts;
    HexView *m_bytes;
    QByteArray m_shown;
};

} // namespace gui
