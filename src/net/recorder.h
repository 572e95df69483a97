// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "net/response.h"
#include "trace/records.h"

#include <array>
#include <memory>

namespace net {

struct Surroundings;

/// Writes down the exchange in progress: what was received and sent, what the socket was ready for meanwhile,
/// and who was slow. Bytes and the clock come in as arguments. Used in its loop's thread.
class Recorder
{
public:
    /// Begins with the request's first byte, of which it is known how long it waited behind an earlier one.
    void begin(trace::ConnectionRecord &connection, Surroundings &surroundings, trace::SteadyNs now,
               qint64 blockedNs);
    [[nodiscard]] bool isRunning() const { return m_exchange != nullptr; }
    /// The record as far as it goes; while isRunning().
    [[nodiscard]] trace::Exchange *operator->() { return m_exchange.get(); }
    [[nodiscard]] const trace::Exchange &exchange() const { return *m_exchange; }

    /// Content of the request that was received so far.
    void countBody(qint64 bytes);
    void keepHead(const http::RequestHead &head);
    /// Bytes of the request, in the order they came; those behind its head are kept up to `most`.
    void read(QByteArrayView bytes, trace::SteadyNs now, qsizetype most);
    /// What is going to be sent. Content that is no part of a file is kept up to `most` bytes.
    void answer(const site::Reply &reply, qsizetype most);
    /// That many bytes of the output were taken, by the kernel.
    void sent(const Output &output, qint64 bytes, trace::SteadyNs now);
    /// The kernel's send buffer is full.
    void full(trace::SteadyNs now);
    void emptyRead(trace::SteadyNs now);
    /// What the client's system confirmed of everything that was sent on the connection; -1: unknown.
    void acknowledged(qint64 bytes, qint64 bytesOut);
    void diskTook(qint64 ns) { m_exchange->diskNs += ns; }
    void throttled(qint64 ns) { m_exchange->extras.edit().throttledNs += ns; }
    /// A person is slow now: a stall ends with it, and begins anew if there is still no room behind it.
    void hold(trace::SteadyNs now);
    void release(trace::SteadyNs now) { m_exchange->extras.edit().holds.back().until = now; }

    /// A copy as things stand; a stall that goes on is counted until now.
    [[nodiscard]] std::shared_ptr<trace::Exchange> snapshot(trace::SteadyNs now) const;
    /// The finished record; nothing is running after it.
    [[nodiscard]] trace::ExchangePtr finish(trace::Outcome outcome, trace::SteadyNs now);

private:
    void note(const trace::Transfer &transfer);
    [[nodiscard]] trace::Transfer *lastNoted();
    void endStall(trace::SteadyNs now);
    [[nodiscard]] trace::Transfers early() const;

    std::shared_ptr<trace::Exchange> m_exchange; ///< never touched after it is published as finished
    std::array<trace::Transfer, 2> m_early{};    ///< one read and one write are told by the timings alone
    size_t m_transfers = 0;
    trace::SteadyNs m_fullSince = 0; ///< 0: there is room
    qsizetype m_keep = 0;            ///< bytes of the response's body still to be kept as they are sent
};

} // namespace net
