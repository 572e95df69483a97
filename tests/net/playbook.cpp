// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook.h"

#include <QVariant>

#include <deque>

using namespace net;
using trace::SteadyNs;

namespace {

constexpr SteadyNs Start = 1'000'000'000;
constexpr qint64 WallOffset = 784'111'777'000'000'000 - Start; // Sun, 06 Nov 1994 08:49:37 GMT

QString said(const char *what, auto got, auto wanted)
{
    return QStringLiteral("%1: got %2, wanted %3").arg(QLatin1String(what)).arg(got).arg(wanted);
}

} // namespace

/// A session with a pretended kernel, clock and collector around it.
class Playbook::Stage
{
public:
    Stage(std::shared_ptr<const site::Site> site, const Limits &limits)
    {
        surroundings.site = std::move(site);
        surroundings.limits = limits;
        surroundings.wallOffsetNs = WallOffset;
        surroundings.nextExchangeId = [this] { return ++ids; };
        surroundings.clock = [this] { return now += tick; };
        surroundings.publish = [this](const trace::Record &record) {
            if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record)) {
                if ((*exchange)->outcome != trace::Outcome::InProgress)
                    ended.push_back(*exchange);
            }
        };
        trace::ConnectionRecord connection;
        connection.id = 1;
        connection.accepted = now;
        connection.client = {"192.0.2.7", 40000};
        session = std::make_unique<Session>(connection, surroundings);
    }

    void receive(const QByteArray &bytes)
    {
        waiting += bytes;
        settle();
    }

    /// Lets the session read and write as far as both sides can.
    void settle()
    {
        for (bool moved = true; moved;) {
            moved = write();
            if (!waiting.isEmpty() && session->wants().read) {
                session->received(std::exchange(waiting, {}), now);
                moved = true;
            }
        }
        session->publishSnapshot(); // must never disturb anything
    }

    bool write()
    {
        noteRoom();
        if (session->wants().content && room != 0) {
            session->fetchContent(now);
            session->resumeClock(now);
            return true;
        }
        if (!session->wants().write || room == 0)
            return false;
        const Output output = session->output();
        QByteArray bytes = output.head.toByteArray() + output.body.toByteArray();
        if (output.slice.length > 0) {
            QByteArray part(output.slice.length, Qt::Uninitialized);
            part.truncate(
                std::max<qint64>(0, output.slice.file->read(part.data(), output.slice.offset, part.size())));
            bytes += part;
        }
        if (room > 0) {
            bytes.truncate(room);
            room -= bytes.size();
        }
        wire += bytes;
        session->sent(bytes.size(), now);
        return true;
    }

    /// Says it once that the kernel takes no more.
    void noteRoom()
    {
        const bool isFull = session->wants().write && room == 0;
        if (isFull && !full)
            session->bufferFull(now);
        full = isFull;
    }

    void pass(std::chrono::milliseconds time)
    {
        const SteadyNs end = now + std::chrono::nanoseconds(time).count();
        for (SteadyNs due = session->wants().deadline; due > 0 && due <= end;
             due = session->wants().deadline) {
            now = due;
            session->deadlineReached(now);
            settle();
        }
        now = end;
    }

    Surroundings surroundings;
    std::unique_ptr<Session> session;
    QByteArray waiting; ///< in the kernel, not yet read by the session
    QByteArray wire;    ///< sent, not yet expected
    std::deque<trace::ExchangePtr> ended;
    SteadyNs now = Start;
    SteadyNs tick = 0;
    qint64 room = -1;
    bool full = false;
    quint64 ids = 0;
    bool headRequest = false;
};

Playbook::Playbook(std::shared_ptr<const site::Site> site, Limits limits)
    : m_site(std::move(site))
    , m_limits(limits)
{
}

Playbook &Playbook::add(std::function<QString(Stage &)> act)
{
    m_steps.push_back({{}, std::move(act)});
    return *this;
}

Playbook &Playbook::client(QByteArray bytes)
{
    m_steps.push_back({std::move(bytes), {}});
    return *this;
}

Playbook &Playbook::after(std::chrono::milliseconds time)
{
    return add([time](Stage &stage) { return stage.pass(time), QString(); });
}

Playbook &Playbook::fin()
{
    return add([](Stage &stage) { return stage.session->hungUp(HangUp::Fin, stage.now), QString(); });
}

Playbook &Playbook::reset()
{
    return add([](Stage &stage) { return stage.session->hungUp(HangUp::Reset, stage.now), QString(); });
}

Playbook &Playbook::kernelTakes(qint64 bytes)
{
    return add([bytes](Stage &stage) { return stage.room = bytes, stage.settle(), QString(); });
}

Playbook &Playbook::fileBreaks(site::ContentError why)
{
    return add([why](Stage &stage) { return stage.session->fileFailed(stage.now, why), QString(); });
}

Playbook &Playbook::waits(std::chrono::milliseconds time)
{
    return add([time](Stage &stage) {
        stage.session->pauseClock(stage.now);
        stage.pass(time);
        stage.session->resumeClock(stage.now);
        return QString();
    });
}

Playbook &Playbook::stops()
{
    return add([](Stage &stage) { return stage.session->finishSoon(stage.now), QString(); });
}

Playbook &Playbook::ends(trace::CloseCause cause)
{
    return add([cause](Stage &stage) { return stage.session->end(cause, stage.now), QString(); });
}

Playbook &Playbook::holds()
{
    return add([](Stage &stage) { return stage.session->hold(stage.now), stage.settle(), QString(); });
}

Playbook &Playbook::releases()
{
    return add([](Stage &stage) { return stage.session->release(stage.now), stage.settle(), QString(); });
}

Playbook &Playbook::clockTicks(std::chrono::nanoseconds time)
{
    return add([time](Stage &stage) { return stage.tick = time.count(), QString(); });
}

Playbook &Playbook::expect(int status, QByteArray contains)
{
    return add([status, contains = std::move(contains)](Stage &stage) -> QString {
        const auto headEnd = stage.wire.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return QStringLiteral("no response on the wire, only: ") + QString::fromLatin1(stage.wire);
        const QByteArray head = stage.wire.first(headEnd + 4);
        const int got = head.sliced(9, 3).toInt();
        if (got != status)
            return said("status", got, status);
        const auto field = head.indexOf("Content-Length: ");
        qsizetype length
            = field < 0 ? 0 : head.sliced(field + 16, head.indexOf('\r', field) - field - 16).toLongLong();
        if (head.contains("Transfer-Encoding: chunked\r\n")) {
            const auto last = stage.wire.indexOf("\r\n0\r\n\r\n", headEnd);
            if (last < 0)
                return QStringLiteral("no last chunk");
            length = last + 7 - head.size();
        }
        if (stage.ended.empty() || stage.ended.front()->methodText() == "HEAD")
            length = std::min(length, stage.wire.size() - head.size());
        if (stage.wire.size() < head.size() + length)
            return said("bytes of the response", stage.wire.size(), head.size() + length);
        const QByteArray response = stage.wire.first(head.size() + length);
        stage.wire.remove(0, response.size());
        return response.contains(contains)
            ? QString()
            : QStringLiteral("not in the response: %1\n%2")
                  .arg(QString::fromUtf8(contains), QString::fromUtf8(response));
    });
}

Playbook &Playbook::expectInterim()
{
    return add([](Stage &stage) -> QString {
        const QByteArray interim = "HTTP/1.1 100 Continue\r\n\r\n";
        if (!stage.wire.startsWith(interim))
            return QStringLiteral("no 100 Continue, but: ") + QString::fromUtf8(stage.wire);
        stage.wire.remove(0, interim.size());
        return {};
    });
}

Playbook &Playbook::expectSilence()
{
    return add([](Stage &stage) {
        return stage.wire.isEmpty() ? QString()
                                    : QStringLiteral("unexpected: ") + QString::fromUtf8(stage.wire);
    });
}

Playbook &Playbook::expectState(trace::State state)
{
    return add([state](Stage &stage) {
        return stage.session->state() == state ? QString()
                                               : said("state", int(stage.session->state()), int(state));
    });
}

Playbook &Playbook::expectClosed(trace::CloseCause cause)
{
    return add([cause](Stage &stage) {
        const auto &record = stage.session->record();
        if (record.state != trace::State::Closed)
            return said("state", int(record.state), int(trace::State::Closed));
        if (stage.session->wants().write || stage.session->wants().read)
            return QStringLiteral("a closed session wants to read or write");
        return record.cause == cause ? QString()
                                     : said("cause", trace::sentence(record.cause), trace::sentence(cause));
    });
}

Playbook &Playbook::expectRecord(trace::Outcome outcome, int status, Check check)
{
    return add([=, check = std::move(check)](Stage &stage) -> QString {
        if (stage.ended.empty())
            return QStringLiteral("no exchange was recorded");
        const auto exchange = stage.ended.front();
        stage.ended.pop_front();
        if (exchange->outcome != outcome)
            return said("outcome", trace::sentence(*exchange), int(outcome));
        if (exchange->status != status)
            return said("recorded status", exchange->status, status);
        return check ? check(*exchange) : QString();
    });
}

QString Playbook::playSplit(const std::function<std::vector<QByteArray>(const QByteArray &)> &split) const
{
    Stage stage(m_site, m_limits);
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        if (!step.act) {
            for (const QByteArray &part : split(step.bytes))
                stage.receive(part);
            continue;
        }
        if (const QString wrong = step.act(stage); !wrong.isEmpty())
            return QStringLiteral("step %1: %2").arg(i + 1).arg(wrong);
    }
    return {};
}

QString Playbook::playWhole() const
{
    const QString wrong = playSplit([](const QByteArray &bytes) { return std::vector{bytes}; });
    return wrong.isEmpty() ? wrong : QStringLiteral("whole, ") + wrong;
}

QString Playbook::play() const
{
    if (const QString wrong = playWhole(); !wrong.isEmpty())
        return wrong;
    const auto byByte = [](const QByteArray &bytes) {
        std::vector<QByteArray> parts;
        for (const char byte : bytes)
            parts.push_back(QByteArray(1, byte));
        return parts;
    };
    if (const QString wrong = playSplit(byByte); !wrong.isEmpty())
        return QStringLiteral("byte by byte, ") + wrong;
    qsizetype longest = 0;
    for (const Step &step : m_steps)
        longest = std::max(longest, step.bytes.size());
    for (qsizetype at = 1; at < longest; ++at) {
        const auto inTwo = [at](const QByteArray &bytes) {
            const auto cut = std::min(at, bytes.size());
            return std::vector{bytes.first(cut), bytes.sliced(cut)};
        };
        if (const QString wrong = playSplit(inTwo); !wrong.isEmpty())
            return QStringLiteral("split at %1, ").arg(at) + wrong;
    }
    return {};
}
