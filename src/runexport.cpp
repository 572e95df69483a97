// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runexport.h"

#include "cli/help.h"
#include "store/capturereader.h"
#include "trace/exporter.h"
#include "trace/filter.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QSaveFile>
#include <QTextStream>

#include <cstdio>

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("main", source);
}

int fail(const QString &sentence, int code = 1)
{
    QTextStream(stderr) << "porthole: " << sentence << '\n';
    return code;
}

/// The chosen run, or the last one.
tl::expected<store::Run, QString> runOf(store::CaptureReader &reader, qint64 number)
{
    const auto runs = reader.runs();
    if (!runs)
        return tl::unexpected(runs.error());
    if (runs->empty())
        return tl::unexpected(text("There is nothing in the capture %1 yet.").arg(reader.path()));
    if (number == 0)
        return runs->back();
    for (const store::Run &run : *runs) {
        if (run.number == number)
            return run;
    }
    return tl::unexpected(text("The capture %1 has no run %2; its last one is %3.")
                              .arg(reader.path())
                              .arg(number)
                              .arg(runs->back().number));
}

/// Hands the records of a run to an exporter: each exchange that matches, with its connection.
class Passage
{
public:
    Passage(trace::Exporter &exporter, trace::Filter filter, bool takesRunning)
        : m_exporter(exporter)
        , m_filter(std::move(filter))
        , m_takesRunning(takesRunning)
    {
    }

    /// False when the exporter has failed.
    bool take(const trace::Batch &batch)
    {
        for (const trace::Record &record : batch) {
            if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
                take(*connection);
            else if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
                take(**exchange);
            if (!m_written)
                return false;
        }
        return true;
    }

    [[nodiscard]] const trace::Written &written() const { return m_written; }
    [[nodiscard]] qint64 exported() const { return m_exported; }

private:
    /// It comes before its exchanges, and is forgotten with the last of them.
    void take(const trace::ConnectionPtr &connection)
    {
        if (connection->requests > 0)
            m_open.insert(connection->id, connection);
    }

    void take(const trace::Exchange &exchange)
    {
        const trace::ConnectionPtr connection = m_open.value(exchange.connection);
        const bool isTaken = m_takesRunning || exchange.outcome != trace::Outcome::InProgress;
        if (isTaken && m_filter.matches(exchange)) {
            m_written = m_exporter.add(exchange, connection.get());
            ++m_exported;
        }
        if (connection && exchange.ordinal >= connection->requests)
            m_open.remove(exchange.connection);
    }

    trace::Exporter &m_exporter;
    trace::Filter m_filter;
    bool m_takesRunning;
    trace::Written m_written;
    QHash<quint64, trace::ConnectionPtr> m_open;
    qint64 m_exported = 0;
};

tl::expected<qint64, QString> write(store::CaptureReader &reader, const store::Run &run,
                                    const cli::Export &wishes, const trace::Filter &filter, QIODevice &device)
{
    trace::ExportOptions options;
    options.withSecrets = wishes.withSecrets;
    options.withBodies = wishes.withBodies;
    options.filter = wishes.filter;
    options.evicted = run.evicted;
    const trace::ExportFormat format = *trace::exportFormat(wishes.format);
    const auto exporter = trace::makeExporter(format, device, options);
    if (const auto begun = exporter->begin(); !begun)
        return tl::unexpected(begun.error());
    Passage passage(*exporter, filter, trace::takesRunning(format));
    const auto read
        = reader.read(run.number, [&passage](const trace::Batch &batch) { return passage.take(batch); });
    if (!read)
        return tl::unexpected(read.error());
    if (!passage.written())
        return tl::unexpected(passage.written().error());
    if (const auto ended = exporter->end(); !ended)
        return tl::unexpected(ended.error());
    return passage.exported();
}

QString unwritable(const QString &name, const QFileDevice &file)
{
    return text("%1 cannot be written: %2.").arg(name, file.errorString());
}

using Source = std::function<tl::expected<qint64, QString>(QIODevice &)>;

int toFile(const QString &path, const Source &source)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(unwritable(path, file));
    const auto exported = source(file);
    if (!exported)
        return fail(exported.error());
    if (!file.commit())
        return fail(unwritable(path, file));
    QTextStream(stdout) << text("Exported %L1 exchanges to %2.").arg(*exported).arg(path) << '\n';
    return 0;
}

int toStandardOutput(const Source &source)
{
    QFile file;
    if (!file.open(stdout, QIODevice::WriteOnly))
        return fail(unwritable(text("Standard output"), file));
    const auto exported = source(file);
    if (!exported)
        return fail(exported.error());
    return file.flush() ? 0 : fail(unwritable(text("Standard output"), file));
}

} // namespace

int runExport(const cli::Export &wishes)
{
    const auto filter = trace::Filter::parse(wishes.filter);
    if (!filter)
        return fail(text("The filter is not right: %1").arg(filter.error().sentence) + u'\n'
                        + cli::usageLine(cli::Command::Export),
                    2);
    const auto reader = store::CaptureReader::open(wishes.capture);
    if (!reader)
        return fail(reader.error());
    const auto run = runOf(**reader, wishes.run);
    if (!run)
        return fail(run.error());
    const auto source = [&](QIODevice &device) { return write(**reader, *run, wishes, *filter, device); };
    return wishes.output.isEmpty() ? toStandardOutput(source) : toFile(wishes.output, source);
}
