// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/text.h"

namespace lab {

QByteArray key(Loop loop)
{
    switch (loop) {
    case Loop::Blocking: return QByteArrayLiteral("blocking");
    case Loop::Polling: return QByteArrayLiteral("polling");
    case Loop::Poll: return QByteArrayLiteral("poll");
    case Loop::Epoll: return QByteArrayLiteral("epoll");
    }
    Q_UNREACHABLE();
}

QString name(Loop loop)
{
    switch (loop) {
    case Loop::Blocking: return Lab::tr("One at a time");
    case Loop::Polling: return Lab::tr("The article's loop");
    case Loop::Poll: return Lab::tr("Qt's poll loop");
    case Loop::Epoll: return Lab::tr("Porthole's epoll");
    }
    Q_UNREACHABLE();
}

std::optional<Loop> loopOf(QStringView key)
{
    for (int i = 0; i < loopCount; ++i) {
        if (key == QLatin1String(lab::key(Loop(i))))
            return Loop(i);
    }
    return std::nullopt;
}

} // namespace lab
