// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturesave.h"

#include "store/capturefile.h"
#include "store/schema.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <filesystem>

namespace store {

namespace {

constexpr size_t RecordsAtOnce = 2000;

/// When the first of them happened, by wall clock; 0 for none.
qint64 startedMs(const trace::Batch &records)
{
    qint64 first = 0;
    for (const trace::Record &record : records) {
        qint64 ms = 0;
        if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
            ms = (*exchange)->startedMs;
        else if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
            ms = (*connection)->acceptedMs;
        if (ms > 0 && (first == 0 || ms < first))
            first = ms;
    }
    return first;
}

tl::expected<bool, QString> writeAll(CaptureFile &file, const trace::Batch &records, const Progress &progress)
{
    for (size_t done = 0; done < records.size();) {
        const size_t end = std::min(done + RecordsAtOnce, records.size());
        const auto written = file.write({records.begin() + qptrdiff(done), records.begin() + qptrdiff(end)});
        if (!written)
            return tl::unexpected(written.error());
        done = end;
        if (!progress(done))
            return false;
    }
    if (auto finished = file.finish(); !finished)
        return tl::unexpected(finished.error());
    return true;
}

/// The file with what SQLite keeps beside it.
void removeCapture(const QString &path)
{
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1StringView(end));
}

tl::expected<bool, QString> writeNew(const QString &path, const trace::Batch &records,
                                     const Progress &progress)
{
    if (auto prepared = prepare(path); !prepared)
        return tl::unexpected(prepared.error());
    const auto file = CaptureFile::open(path, {}, startedMs(records));
    if (!file)
        return tl::unexpected(file.error());
    return writeAll(**file, records, progress);
}

} // namespace

tl::expected<bool, QString> saveCapture(const QString &path, const trace::Batch &records,
                                        const Progress &progress)
{
    const QString unfinished = path + QStringLiteral(".part");
    removeCapture(unfinished);
    auto written = writeNew(unfinished, records, progress);
    if (written && *written) {
        removeCapture(path); // what SQLite keeps beside it would be taken for the new one's
        std::error_code error;
        std::filesystem::rename(unfinished.toStdU16String(), path.toStdU16String(), error);
        if (error)
            written
                = tl::unexpected(QCoreApplication::translate(
                                     "store", "The capture %1 cannot be written: %2. Choose another name.")
                                     .arg(path, QString::fromLocal8Bit(error.message().c_str())));
    }
    if (!written || !*written)
        removeCapture(unfinished);
    return written;
}

} // namespace store
