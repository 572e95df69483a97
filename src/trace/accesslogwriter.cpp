// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/accesslogwriter.h"

#include <QFileInfo>

namespace trace {

namespace {

constexpr int standardOutput = 1; // the descriptor, on every system

/// A pipe or a device has no end to append at.
QIODevice::OpenMode openMode(const QString &path)
{
    const QFileInfo info(path);
    const QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    return info.exists() && !info.isFile() ? mode : mode | QIODevice::Append;
}

QString failure(const char *sentence, const QString &path, const QFile &file)
{
    const QString name = path == u"-" ? AccessLogWriter::tr("on standard output") : path;
    return AccessLogWriter::tr(sentence).arg(name, file.errorString());
}

} // namespace

AccessLogWriter::AccessLogWriter(LogFormat format, QObject *parent)
    : QObject(parent)
    , m_formatter(format)
{
}

tl::expected<void, QString> AccessLogWriter::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    const bool opened = path == u"-"
        ? file->open(standardOutput, QIODevice::WriteOnly | QIODevice::Unbuffered)
        : file->open(openMode(path));
    if (!opened)
        return tl::unexpected(
            failure(QT_TRANSLATE_NOOP("trace::AccessLogWriter",
                                      "The access log %1 cannot be written: %2. Choose another file."),
                    path, *file));
    m_path = path;
    m_file = std::move(file);
    if (!m_rest.isEmpty())
        ++m_lost;
    m_rest.clear();
    m_complained = false;
    return {};
}

tl::expected<void, QString> AccessLogWriter::reopen()
{
    if (!m_file || m_path == u"-")
        return {};
    return open(m_path);
}

void AccessLogWriter::write(const Batch &batch)
{
    Q_ASSERT(m_file);
    QByteArray lines;
    int count = 0;
    for (const Record &record : batch)
        count += m_formatter.append(lines, record);
    if (count > 0)
        put(lines, count);
}

void AccessLogWriter::put(const QByteArray &lines, int count)
{
    const QByteArray bytes = m_rest + lines;
    const qint64 written = std::max(m_file->write(bytes), qint64(0));
    if (written == bytes.size()) {
        m_rest.clear();
        return;
    }
    // The line in which writing stopped is kept, those after it are lost.
    const bool inLine = written > 0 ? bytes[written - 1] != '\n' : !m_rest.isEmpty();
    const qint64 end = inLine ? bytes.indexOf('\n', written) + 1 : written;
    const auto finished = QByteArrayView(bytes).first(end).count('\n') - (m_rest.isEmpty() ? 0 : 1);
    m_lost += quint64(count - finished);
    m_rest = bytes.sliced(written, end - written);
    if (!m_complained) {
        m_complained = true;
        emit failed(failure(
            QT_TRANSLATE_NOOP("trace::AccessLogWriter",
                              "The access log %1 cannot be written: %2. Lines are missing until it can."),
            m_path, *m_file));
    }
}

} // namespace trace
