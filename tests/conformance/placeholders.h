// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tree.h"

#include <QByteArray>

/// A text of a case with what stands for something else in it replaced:
///   {repeat a 9000}      that many times
///   {etag /ten.txt}      the entity tag that the server on that port gives; {etag /ten.txt br} in a coding
///   {file /big.bin 2 4}  bytes 2 to 4 of a file of the tree; all of them without the numbers
[[nodiscard]] QByteArray filledIn(const QByteArray &text, const Tree &tree, quint16 port);
