// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestsmodel.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <utility>

/// filter RESULT.json: what a filter over a million requests costs: the CPU time of matching alone and of the
/// whole change of a table, in the order of arrival and sorted, and how long the window's thread is held up
/// by it.
namespace {

constexpr int rows = 1'000'000;
constexpr double limitSeconds = 1; ///< of CPU, for matching and for the tables
constexpr qint64 limitHeldMs = 100;

constexpr std::array expressions{
    "favicon",
    "path:/img/",
    "-path:/img/ -path:/css/",
    "path:=/img/photo-77.png",
    "status-code:>=400",
    "status-code:404 | status-code:500",
    "-(status-code:2xx | status-code:304) client:192.0.2.7",
    "path:/photo-[0-9]+7\\.(png|jpg)$/",
    "duration:>100ms size:>10k",
    "is:slow | is:broken",
    "user-agent:curl",
    "header:\"accept: text\"",
    "url:localhost domain:local*",
    "why:\"no such\"",
};

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

QByteArray headOf(QRandomGenerator &random)
{
    static constexpr std::array folders{"/img/photo-", "/css/style-", "/docs/page-", "/a%20b/file-"};
    static constexpr std::array endings{".png", ".jpg", ".html", ".css?v=3"};
    static constexpr std::array agents{
        "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "curl/8.1.2"};
    return QByteArray(random.bounded(5) ? "GET " : "HEAD ") + folders.at(random.bounded(4u))
        + QByteArray::number(random.bounded(2000)) + endings.at(random.bounded(4u))
        + " HTTP/1.1\r\nHost: localhost:7788\r\nUser-Agent: " + agents.at(random.bounded(2u))
        + "\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n";
}

/// Heads are shared among the requests, so that a million of them fit into memory.
trace::Batch requests()
{
    static constexpr std::array statuses{200, 200, 200, 206, 304, 404, 500};
    static constexpr std::array types{"text/html; charset=utf-8", "image/png", "text/css"};
    QRandomGenerator random(4);
    std::vector<QByteArray> heads;
    for (int i = 0; i < 20'000; ++i)
        heads.push_back(headOf(random));
    const QString why = QStringLiteral("There is no such file in the folder.");
    trace::Batch batch;
    batch.reserve(rows);
    for (int i = 0; i < rows; ++i) {
        trace::Exchange made;
        made.id = quint64(i) + 1;
        made.connection = quint64(i / 10) + 1;
        made.ordinal = quint32(i % 10) + 1;
        made.client
            = {"192.0.2." + QByteArray::number(random.bounded(200)), quint16(1024 + random.bounded(60'000))};
        made.requestHead = heads.at(size_t(random.bounded(int(heads.size()))));
        made.method = {0, quint32(made.requestHead.indexOf(' '))};
        made.target
            = {made.method.length + 1,
               quint32(made.requestHead.indexOf(' ', made.method.length + 1)) - made.method.length - 1};
        made.status = statuses.at(size_t(random.bounded(int(statuses.size()))));
        made.contentType = types.at(size_t(random.bounded(int(types.size()))));
        if (made.status == 404)
            made.extras.edit().why = why;
        made.outcome = random.bounded(50) ? trace::Outcome::Complete : trace::Outcome::Reset;
        made.bodySent = random.bounded(200'000);
        made.timings.firstByte = qint64(i) * 10'000;
        made.timings.finished = made.timings.firstByte + random.bounded(2'000'000) * 1000LL;
        batch.push_back(std::make_shared<const trace::Exchange>(std::move(made)));
    }
    return batch;
}

struct Cost
{
    double cpu = 0;
    qint64 heldMs = 0; ///< the longest turn of the window's thread
    qsizetype matching = 0;
};

Cost matching(const trace::Log &log, const trace::Filter &filter)
{
    Cost cost;
    const double start = cpuSeconds();
    const auto &all = log.exchanges();
    for (auto row = all.first(); row < all.end(); ++row)
        cost.matching += filter.matches(*all.at(row)) ? 1 : 0;
    cost.cpu = cpuSeconds() - start;
    return cost;
}

/// Knows its longest turn.
class TimedApplication : public QGuiApplication
{
public:
    using QGuiApplication::QGuiApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        bool done = false;
        time([&] { done = QGuiApplication::notify(receiver, event); });
        return done;
    }
    template <typename Act>
    void time(Act act)
    {
        QElapsedTimer timer;
        timer.start();
        act();
        m_longestMs = std::max(m_longestMs, timer.elapsed());
    }
    [[nodiscard]] qint64 takeLongestMs() { return std::exchange(m_longestMs, 0); }

private:
    qint64 m_longestMs = 0;
};

/// From setting the filter until the table shows it.
Cost table(TimedApplication &app, models::RequestsModel &model, const trace::Filter &filter)
{
    Cost cost;
    static_cast<void>(app.takeLongestMs());
    const double start = cpuSeconds();
    app.time([&] { model.setFilter(filter); });
    while (model.isRebuilding())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    cost.cpu = cpuSeconds() - start;
    cost.heldMs = app.takeLongestMs();
    cost.matching = model.matching();
    return cost;
}

void settle(const models::RequestsModel &model)
{
    while (model.isRebuilding())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    if (argc != 2)
        return 2;
    trace::Log log(64LL << 30);
    log.append(requests());
    models::RequestsModel natural(&log);
    models::RequestsModel sorted(&log);
    sorted.sort(int(models::RequestColumn::Path));
    settle(sorted);

    double worst = 0;
    qint64 held = 0;
    std::printf("CPU seconds for %d requests%*smatching  table  sorted  held ms  rows\n", rows, 24, "");
    for (const char *expression : expressions) {
        const auto filter = *trace::Filter::parse(QString::fromUtf8(expression));
        const Cost alone = matching(log, filter);
        const Cost inOrder = table(app, natural, filter);
        const Cost inSorted = table(app, sorted, filter);
        worst = std::max({worst, alone.cpu, inOrder.cpu, inSorted.cpu});
        held = std::max({held, inOrder.heldMs, inSorted.heldMs});
        std::printf("%-58s %6.3f  %5.3f  %6.3f  %7lld  %lld\n", expression, alone.cpu, inOrder.cpu,
                    inSorted.cpu, static_cast<long long>(std::max(inOrder.heldMs, inSorted.heldMs)),
                    static_cast<long long>(alone.matching));
    }
    const Cost all = table(app, natural, {});
    const Cost allSorted = table(app, sorted, {});
    worst = std::max({worst, all.cpu, allSorted.cpu});
    held = std::max({held, all.heldMs, allSorted.heldMs});
    std::printf("%-58s %6s  %5.3f  %6.3f  %7lld  %d\n", "everything again", "", all.cpu, allSorted.cpu,
                static_cast<long long>(std::max(all.heldMs, allSorted.heldMs)), rows);
    const bool fine = worst < limitSeconds && held < limitHeldMs;
    if (FILE *result = std::fopen(argv[1], "w")) {
        std::fprintf(result,
                     "{\"bench\":\"filter\",\"rows\":%d,\"worst_cpu_s\":%.3f,\"limit_s\":%.1f,"
                     "\"held_ms\":%lld,\"limit_held_ms\":%lld}\n",
                     rows, worst, limitSeconds, static_cast<long long>(held),
                     static_cast<long long>(limitHeldMs));
        std::fclose(result);
    }
    std::printf("worst %.3f s of CPU, allowed %.1f; window held up for %lld ms, allowed %lld\n", worst,
                limitSeconds, static_cast<long long>(held), static_cast<long long>(limitHeldMs));
    return fine ? 0 : 1;
}
