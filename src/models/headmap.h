// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace models {

/// A part of a message's head and where its bytes are. Parts of a part are its children: the parameters of a
/// query, the cookies of a Cookie field.
struct HeadPart
{
    QString name;
    QString value; ///< for reading: percent-encoding and the like undone
    qint64 offset = 0;
    qint64 length = 0;
    std::vector<HeadPart> parts;
};

/// Start line, then every field in the order received, duplicates and all; takes whatever came. Pure.
[[nodiscard]] std::vector<HeadPart> headMap(QByteArrayView head);

} // namespace models
