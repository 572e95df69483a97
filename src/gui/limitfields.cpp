// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/limitfields.h"

#include <QCoreApplication>

#include <array>

namespace gui {
namespace {

using net::Limits;
using std::chrono::milliseconds;
using enum LimitGroup;
using enum LimitUnit;

QString text(const char *source)
{
    return QCoreApplication::translate("gui::limits", source);
}

const std::array fields{
    LimitField{"requestLine", Request, KiB, 1'024, 1'048'576, false,
               QT_TRANSLATE_NOOP("gui::limits", "Request &line"),
               QT_TRANSLATE_NOOP("gui::limits", "A longer request line is answered with 414."),
               [](const Limits &l) { return qint64(l.parser.requestLine); },
               [](Limits &l, qint64 v) { l.parser.requestLine = qsizetype(v); }},
    LimitField{"head", Request, KiB, 1'024, 16'777'216, false,
               QT_TRANSLATE_NOOP("gui::limits", "Request &head"),
               QT_TRANSLATE_NOOP("gui::limits", "A larger request head is answered with 431."),
               [](const Limits &l) { return qint64(l.parser.head); },
               [](Limits &l, qint64 v) { l.parser.head = qsizetype(v); }},
    LimitField{"fields", Request, Count, 1, 10'000, false, QT_TRANSLATE_NOOP("gui::limits", "Header &fields"),
               QT_TRANSLATE_NOOP("gui::limits", "A request with more fields is answered with 431."),
               [](const Limits &l) { return qint64(l.parser.fields); },
               [](Limits &l, qint64 v) { l.parser.fields = qsizetype(v); }},
    LimitField{"body", Request, KiB, 0, 1'099'511'627'776, false,
               QT_TRANSLATE_NOOP("gui::limits", "Request &body"),
               QT_TRANSLATE_NOOP("gui::limits", "More content in a request is answered with 413."),
               [](const Limits &l) { return qint64(l.parser.body); },
               [](Limits &l, qint64 v) { l.parser.body = v; }},
    LimitField{"recordBody", Request, KiB, 0, 67'108'864, false,
               QT_TRANSLATE_NOOP("gui::limits", "&Kept of a body"),
               QT_TRANSLATE_NOOP("gui::limits", "So much of each body is recorded; files are read again."),
               [](const Limits &l) { return qint64(l.recordBody); },
               [](Limits &l, qint64 v) { l.recordBody = qsizetype(v); }},
    LimitField{"headTime", Time, Seconds, 100, 3'600'000, false,
               QT_TRANSLATE_NOOP("gui::limits", "&Receive head"),
               QT_TRANSLATE_NOOP("gui::limits", "Time for a whole request head; then 408."),
               [](const Limits &l) { return qint64(l.head.count()); },
               [](Limits &l, qint64 v) { l.head = milliseconds(v); }},
    LimitField{"bodyTime", Time, Seconds, 100, 3'600'000, false,
               QT_TRANSLATE_NOOP("gui::limits", "Receive b&ody"),
               QT_TRANSLATE_NOOP("gui::limits", "Request content may pause so long; then 408."),
               [](const Limits &l) { return qint64(l.body.count()); },
               [](Limits &l, qint64 v) { l.body = milliseconds(v); }},
    LimitField{"sendTime", Time, Seconds, 100, 3'600'000, false, QT_TRANSLATE_NOOP("gui::limits", "&Send"),
               QT_TRANSLATE_NOOP("gui::limits", "A client that takes nothing for so long is closed."),
               [](const Limits &l) { return qint64(l.send.count()); },
               [](Limits &l, qint64 v) { l.send = milliseconds(v); }},
    LimitField{"idleTime", Time, Seconds, 100, 3'600'000, false, QT_TRANSLATE_NOOP("gui::limits", "&Idle"),
               QT_TRANSLATE_NOOP("gui::limits", "Time to wait for the next request."),
               [](const Limits &l) { return qint64(l.idle.count()); },
               [](Limits &l, qint64 v) { l.idle = milliseconds(v); }},
    LimitField{"drainTime", Time, Seconds, 100, 3'600'000, false, QT_TRANSLATE_NOOP("gui::limits", "&Drain"),
               QT_TRANSLATE_NOOP("gui::limits", "Time for the client to close after our last word."),
               [](const Limits &l) { return qint64(l.drain.count()); },
               [](Limits &l, qint64 v) { l.drain = milliseconds(v); }},
    LimitField{"drainBytes", Connection, KiB, 0, 1'073'741'824, false,
               QT_TRANSLATE_NOOP("gui::limits", "Drain si&ze"),
               QT_TRANSLATE_NOOP("gui::limits", "Thrown away after our last word, at most."),
               [](const Limits &l) { return qint64(l.drainBytes); },
               [](Limits &l, qint64 v) { l.drainBytes = qsizetype(v); }},
    LimitField{"connections", Connection, Count, 1, 1'000'000, false,
               QT_TRANSLATE_NOOP("gui::limits", "Open at o&nce"),
               QT_TRANSLATE_NOOP("gui::limits", "More connections wait until one is closed."),
               [](const Limits &l) { return qint64(l.connections); },
               [](Limits &l, qint64 v) { l.connections = int(v); }},
    LimitField{"perAddress", Connection, Count, 0, 1'000'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "Fro&m one address"),
               QT_TRANSLATE_NOOP("gui::limits", "More of them are closed at once."),
               [](const Limits &l) { return qint64(l.perAddress); },
               [](Limits &l, qint64 v) { l.perAddress = int(v); }},
    LimitField{"requests", Connection, Count, 0, 2'000'000'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "Re&quests on each"),
               QT_TRANSLATE_NOOP("gui::limits", "Then the connection is closed."),
               [](const Limits &l) { return qint64(l.requests); },
               [](Limits &l, qint64 v) { l.requests = quint64(v); }},
    LimitField{"headRate", Rate, BytesPerSecond, 0, 2'000'000'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "Slowest h&ead"),
               QT_TRANSLATE_NOOP("gui::limits", "A request head that comes slower gets 408."),
               [](const Limits &l) { return qint64(l.headRate); },
               [](Limits &l, qint64 v) { l.headRate = v; }},
    LimitField{"rateGrace", Rate, Seconds, 0, 3'600'000, false, QT_TRANSLATE_NOOP("gui::limits", "Gr&ace"),
               QT_TRANSLATE_NOOP("gui::limits", "The slowest head counts only after this time."),
               [](const Limits &l) { return qint64(l.rateGrace.count()); },
               [](Limits &l, qint64 v) { l.rateGrace = milliseconds(v); }},
    LimitField{"sendRate", Rate, BytesPerSecond, 0, 2'000'000'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "Slo&west reader"),
               QT_TRANSLATE_NOOP("gui::limits", "A client that reads a response slower is closed."),
               [](const Limits &l) { return qint64(l.sendRate); },
               [](Limits &l, qint64 v) { l.sendRate = v; }},
    LimitField{"speed", Rate, KiBPerSecond, 0, 1'073'741'824'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "&Top speed"),
               QT_TRANSLATE_NOOP("gui::limits", "All responses together are not sent faster."),
               [](const Limits &l) { return qint64(l.speed); }, [](Limits &l, qint64 v) { l.speed = v; }},
    LimitField{"connectionSpeed", Rate, KiBPerSecond, 0, 1'073'741'824'000, true,
               QT_TRANSLATE_NOOP("gui::limits", "To&p speed of each"),
               QT_TRANSLATE_NOOP("gui::limits", "No connection is sent to faster."),
               [](const Limits &l) { return qint64(l.connectionSpeed); },
               [](Limits &l, qint64 v) { l.connectionSpeed = v; }},
};

} // namespace

QString LimitField::labelText() const
{
    return text(label);
}

QString LimitField::hintText() const
{
    return text(hint);
}

std::span<const LimitField> limitFields()
{
    return fields;
}

qint64 scale(LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Count:
    case LimitUnit::BytesPerSecond: return 1;
    case LimitUnit::Seconds: return 1000;
    case LimitUnit::KiB:
    case LimitUnit::KiBPerSecond: return 1024;
    }
    Q_UNREACHABLE();
}

QString suffix(LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Count: return {};
    case LimitUnit::Seconds: return text(QT_TRANSLATE_NOOP("gui::limits", " s"));
    case LimitUnit::KiB: return text(QT_TRANSLATE_NOOP("gui::limits", " KiB"));
    case LimitUnit::BytesPerSecond: return text(QT_TRANSLATE_NOOP("gui::limits", " B/s"));
    case LimitUnit::KiBPerSecond: return text(QT_TRANSLATE_NOOP("gui::limits", " KiB/s"));
    }
    Q_UNREACHABLE();
}

QString heading(LimitGroup group)
{
    switch (group) {
    case LimitGroup::Request: return text(QT_TRANSLATE_NOOP("gui::limits", "Size of a request"));
    case LimitGroup::Time: return text(QT_TRANSLATE_NOOP("gui::limits", "Time"));
    case LimitGroup::Connection: return text(QT_TRANSLATE_NOOP("gui::limits", "Connections"));
    case LimitGroup::Rate: return text(QT_TRANSLATE_NOOP("gui::limits", "Speed"));
    }
    Q_UNREACHABLE();
}

} // namespace gui
