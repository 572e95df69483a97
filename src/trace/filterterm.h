// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"

#include <QByteArray>
#include <QCoreApplication>

namespace trace {

/// Text that is looked for in bytes from the wire, which are taken for UTF-8; case does not matter.
class Needle
{
public:
    Needle() = default;
    explicit Needle(const QString &text);

    [[nodiscard]] bool in(QByteArrayView bytes) const;
    /// Also in the text that percent-encoding stands for.
    [[nodiscard]] bool inTarget(QByteArrayView target) const;
    [[nodiscard]] bool equals(QByteArrayView bytes) const;

private:
    QString m_text;
    QByteArray m_bytes; ///< lower case
    bool m_ascii = true;
};

enum class FilterKey : quint8 { Word, Method, Path, Status, Client, Conn, MimeType, Outcome, LargerThan };
enum class Relation : quint8 { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Class };

/// One term of a filter. Inner part of Filter: parsed in filterparser.cpp, applied in filter.cpp.
struct Filter::Term
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
public:
    FilterKey key = FilterKey::Word;
    bool negated = false;
    QString value; ///< as written, without quotes
    Needle needle; ///< value, made ready
    Relation relation = Relation::Equal;
    qint64 number = 0; ///< status, connection or bytes
    Outcome outcome = Outcome::InProgress;

    [[nodiscard]] bool isIn(const Exchange &exchange) const;
    [[nodiscard]] bool isIn(const ConnectionRecord &connection) const;
    [[nodiscard]] QString meaning() const;
    [[nodiscard]] QString statusMeaning() const;
};

} // namespace trace
