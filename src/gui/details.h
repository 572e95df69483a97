// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/why.h"
#include "trace/log.h"

#include <QWidget>

#include <memory>

class QLabel;
namespace Ui {
class Details;
}

namespace gui {

class BodyView;
class BytesPage;
class ConnectionPage;
class TimingView;

/// One request in full: what came of it and why, where the time went, and both heads exactly as on the wire.
class Details : public QWidget
{
    Q_OBJECT
public:
    /// The log must outlive this.
    explicit Details(const trace::Log &log, QWidget *parent = nullptr);
    ~Details() override;

    /// Shows that request, or what to do to see one when there is none.
    void setExchange(trace::ExchangePtr exchange);
    [[nodiscard]] const trace::ExchangePtr &exchange() const { return m_exchange; }
    /// The connection that the page Connection shows while no request is selected; 0: none.
    void setConnection(quint64 id);
    /// What goes on, or has a newer record, is shown as of now; to be called about once a second.
    void tick();

signals:
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();
    void exchangeChosen(quint64 exchange, quint64 connection);
    void connectionChosen(quint64 connection); ///< its requests are wanted in the table
    /// Somebody looks at that connection; 0: at none.
    void watched(quint64 connection);

private:
    void addPages();
    void showPage(bool onlyConnection);
    void showWhy();
    void showTimes();
    void showCache();
    void look();
    [[nodiscard]] trace::ConnectionPtr connection() const;
    [[nodiscard]] trace::ExchangePtr earlier() const;

    const trace::Log &m_log;
    TimingView *m_timing = nullptr;
    BodyView *m_body = nullptr;
    BytesPage *m_bytes = nullptr;
    QLabel *m_cache = nullptr;
    ConnectionPage *m_connectionPage = nullptr;
    quint64 m_connection = 0; ///< selected, whatever request is
    quint64 m_watched = 0;
    trace::ConnectionPtr m_shown;    ///< the record of the exchange's connection that is shown
    QWidget *m_pageBefore = nullptr; ///< that gave way to the connection's; null: none did
    std::unique_ptr<Ui::Details> m_ui;
    trace::ExchangePtr m_exchange;
};

} // namespace gui
