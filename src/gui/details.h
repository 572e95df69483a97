// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/why.h"
#include "trace/records.h"

#include <QWidget>

#include <memory>

namespace Ui {
class Details;
}

namespace gui {

/// One request in full: what came of it and why, where the time went, and both heads exactly as on the wire.
class Details : public QWidget
{
    Q_OBJECT
public:
    explicit Details(QWidget *parent = nullptr);
    ~Details() override;

    /// Shows that request, or what to do to see one when there is none.
    void setExchange(trace::ExchangePtr exchange);
    [[nodiscard]] const trace::ExchangePtr &exchange() const { return m_exchange; }

signals:
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();

private:
    void showWhy();

    std::unique_ptr<Ui::Details> m_ui;
    trace::ExchangePtr m_exchange;
};

/// Where the time went in words: "head read in 0.1 ms · answer after 0.2 ms · sent in 1.4 ms · total 1.7 ms".
/// Steps that have not happened or took no time are left out.
[[nodiscard]] QString timingSentence(const trace::Timings &timings);

} // namespace gui
