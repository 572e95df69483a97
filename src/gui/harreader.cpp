// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/harreader.h"

#include "trace/post.h"

#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace gui {

HarReader::HarReader(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &HarReader::progressed);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &HarReader::tell);
}

HarReader::~HarReader()
{
    cancel();
}

bool HarReader::isHar(const QString &path)
{
    return QFileInfo(path).suffix().compare(QLatin1String("har"), Qt::CaseInsensitive) == 0;
}

void HarReader::read(const QString &path)
{
    Q_ASSERT(!m_watcher.isRunning());
    auto promise = std::make_shared<QPromise<Result>>();
    promise->setProgressRange(0, 100);
    promise->start();
    m_watcher.setFuture(promise->future());
    trace::start(*QThreadPool::globalInstance(), [promise, path] {
        run(*promise, path);
        promise->finish();
    });
}

void HarReader::cancel()
{
    m_watcher.cancel();
}

// The reading thread. It shares nothing with the window's but the promise, which is made for that.
void HarReader::run(QPromise<Result> &promise, const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir()) {
        promise.addResult(Result(tl::unexpect, tr("%1 is a folder. Choose a file.").arg(path)));
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        promise.addResult(Result(tl::unexpect, tr("%1 cannot be opened: %2.").arg(path, file.errorString())));
        return;
    }
    promise.addResult(trace::importHar(file, [&promise](qsizetype done, qsizetype all) {
        promise.setProgressValue(int(done * 100 / all));
        return !promise.isCanceled();
    }));
}

void HarReader::tell()
{
    if (m_watcher.isCanceled())
        return;
    const Result result = m_watcher.result();
    if (result)
        emit finished(*result);
    else
        emit failed(result.error());
}

} // namespace gui
