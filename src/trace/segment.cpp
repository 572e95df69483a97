// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/segment.h"

#include <QDataStream>
#include <QTemporaryFile>

#include <algorithm>
#include <tuple>

namespace trace {

namespace {

constexpr qint64 runBytes = 16LL * 1024 * 1024;
constexpr qint64 readAhead = 64LL * 1024;

/// A segment in its place, the rest of it packed.
struct Packed
{
    qint64 at = 0;
    quint64 order = 0;
    Segment::Kind kind = Segment::Kind::Opened;
    QByteArray rest;

    [[nodiscard]] auto key() const { return std::tuple(at, kind, order); }
    [[nodiscard]] qint64 footprint() const { return qint64(sizeof *this) + rest.size() + 32; }
};

void put(QDataStream &out, const Endpoint &end)
{
    out << end.address << end.port;
}

void get(QDataStream &in, Endpoint &end)
{
    in >> end.address >> end.port;
}

QByteArray pack(const Segment &s)
{
    QByteArray rest;
    QDataStream out(&rest, QIODevice::WriteOnly);
    out << s.connection << s.length << s.bytes << s.comment << s.diskPath;
    if (s.kind == Segment::Kind::Opened) {
        put(out, s.client);
        put(out, s.server);
    }
    if (!s.diskPath.isEmpty())
        out << s.fileOffset << s.fileSize << s.fileModifiedNs;
    return rest;
}

Segment unpack(const Packed &packed)
{
    Segment s;
    s.at = packed.at;
    s.kind = packed.kind;
    QDataStream in(packed.rest);
    in >> s.connection >> s.length >> s.bytes >> s.comment >> s.diskPath;
    if (s.kind == Segment::Kind::Opened) {
        get(in, s.client);
        get(in, s.server);
    }
    if (!s.diskPath.isEmpty())
        in >> s.fileOffset >> s.fileSize >> s.fileModifiedNs;
    return s;
}

/// Segments in order, read from a stretch of the file a piece at a time.
struct Run
{
    qint64 from = 0;
    qint64 until = 0;
    std::vector<Packed> ahead; ///< the next ones, the first at the end
};

} // namespace

struct SegmentSorter::Store
{
    QTemporaryFile file;
    std::vector<Packed> memory;
    qint64 footprint = 0;
    quint64 added = 0;
    std::vector<Run> runs;
    std::vector<size_t> heap; ///< of runs that have something ahead, the earliest first
    bool merging = false;
    bool failed = false;

    void sortMemory()
    {
        std::sort(memory.begin(), memory.end(),
                  [](const Packed &a, const Packed &b) { return a.key() < b.key(); });
    }
    [[nodiscard]] auto later() const
    {
        return [this](size_t a, size_t b) { return runs[a].ahead.back().key() > runs[b].ahead.back().key(); };
    }
    bool spill();
    void readAhead(Run &run);
    void startMerging();
};

bool SegmentSorter::Store::spill()
{
    sortMemory();
    if (!file.isOpen() && !file.open())
        return false;
    Run run{file.size(), 0, {}};
    file.seek(run.from);
    QDataStream out(&file);
    for (const Packed &packed : memory)
        out << packed.at << packed.order << quint8(packed.kind) << packed.rest;
    if (!file.flush() || out.status() != QDataStream::Ok)
        return false;
    run.until = file.size();
    runs.push_back(std::move(run));
    memory.clear();
    footprint = 0;
    return true;
}

void SegmentSorter::Store::readAhead(Run &run)
{
    file.seek(run.from);
    QDataStream in(&file);
    const qint64 stop = std::min(run.until, run.from + trace::readAhead);
    while (run.from < stop && in.status() == QDataStream::Ok) {
        Packed packed;
        quint8 kind = 0;
        in >> packed.at >> packed.order >> kind >> packed.rest;
        packed.kind = Segment::Kind(kind);
        run.ahead.push_back(std::move(packed));
        run.from = file.pos();
    }
    failed = failed || in.status() != QDataStream::Ok;
    std::reverse(run.ahead.begin(), run.ahead.end());
}

void SegmentSorter::Store::startMerging()
{
    merging = true;
    sortMemory();
    std::reverse(memory.begin(), memory.end());
    for (Run &run : runs)
        readAhead(run);
    runs.push_back({0, 0, std::move(memory)});
    for (size_t i = 0; i < runs.size(); ++i) {
        if (!runs[i].ahead.empty())
            heap.push_back(i);
    }
    std::make_heap(heap.begin(), heap.end(), later());
}

SegmentSorter::SegmentSorter()
    : m_store(std::make_unique<Store>())
{
}

SegmentSorter::~SegmentSorter() = default;

bool SegmentSorter::add(const Segment &segment)
{
    Q_ASSERT(!m_store->merging);
    m_store->memory.push_back({segment.at, m_store->added++, segment.kind, pack(segment)});
    m_store->footprint += m_store->memory.back().footprint();
    if (m_store->footprint < runBytes || m_store->spill())
        return true;
    m_store->failed = true;
    return false;
}

std::optional<Segment> SegmentSorter::next()
{
    if (!m_store->merging)
        m_store->startMerging();
    auto &heap = m_store->heap;
    if (heap.empty() || m_store->failed)
        return std::nullopt;
    std::pop_heap(heap.begin(), heap.end(), m_store->later());
    Run &run = m_store->runs[heap.back()];
    const Segment segment = unpack(run.ahead.back());
    run.ahead.pop_back();
    if (run.ahead.empty() && run.from < run.until)
        m_store->readAhead(run);
    if (run.ahead.empty())
        heap.pop_back();
    else
        std::push_heap(heap.begin(), heap.end(), m_store->later());
    return segment;
}

QString SegmentSorter::errorString() const
{
    return m_store->failed ? m_store->file.errorString() : QString();
}

} // namespace trace
