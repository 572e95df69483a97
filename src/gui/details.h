// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/summary.h"
#include "gui/why.h"
#include "models/cachenote.h"
#include "models/connectionstory.h"
#include "trace/log.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSettings;
namespace Ui {
class Details;
}

namespace gui {

class BodyView;
class BytesPage;
class ConnectionPage;
class SummaryView;
class TimingView;

/// One request in full: what came of it and why, where the time went, and both heads exactly as on the wire.
/// Lives in the window's thread.
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
    /// How long connections are kept, for the words on one that is open.
    void setLimits(const models::KeepLimits &limits);
    /// The records are those of a recording that ends there: nothing goes on.
    void setEnd(trace::SteadyNs end);
    /// The page that is looked at, from one run to the next.
    void savePage(QSettings &settings) const;
    void restorePage(const QSettings &settings);
    /// What goes on, or has a newer record, is shown as of now; to be called about once a second.
    void tick();

signals:
    void termChosen(const QString &term); ///< to be added to the filter
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();
    void exchangeChosen(quint64 exchange, quint64 connection);
    void connectionChosen(quint64 connection); ///< its requests are wanted in the table
    /// Somebody looks at that connection; 0: at none.
    void watched(quint64 connection);

private:
    void addPages();
    void addSummary();
    void namePages();
    void offerTerms();
    void goTo(FactPage page);
    void showEmpty();
    void showPage(bool onlyConnection);
    void showWhy();
    void showSummary(const models::Moment &moment);
    void showTimes();
    void showCache();
    void look();
    [[nodiscard]] trace::ConnectionPtr connection() const;
    [[nodiscard]] trace::ExchangePtr earlier() const;

    const trace::Log &m_log;
    SummaryView *m_summary = nullptr;
    TimingView *m_timing = nullptr;
    BodyView *m_body = nullptr;
    BytesPage *m_bytes = nullptr;
    QLabel *m_cache = nullptr;
    ConnectionPage *m_connectionPage = nullptr;
    quint64 m_connection = 0; ///< selected, whatever request is
    quint64 m_watched = 0;
    trace::ConnectionPtr m_shown;         ///< the record of the exchange's connection that is shown
    QWidget *m_pageBefore = nullptr;      ///< that gave way to the connection's; null: none did
    std::optional<trace::SteadyNs> m_end; ///< of a recording
    models::CacheNote m_cacheNote;        ///< of the exchange
    std::unique_ptr<Ui::Details> m_ui;
    trace::ExchangePtr m_exchange;
};

} // namespace gui
