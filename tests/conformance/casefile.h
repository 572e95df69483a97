// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

/// What one line of a case wants of a response field.
struct FieldWish
{
    QByteArray name;
    std::optional<QByteArray> value; ///< a pattern, see matches(); nothing: the field must be absent
};

struct ResponseWish
{
    int status = 0;
    QList<FieldWish> fields;
    std::optional<QByteArray> body; ///< a pattern for the content without its coding; nothing: any
};

/// What the client may do with the connection after the last response.
enum class After : quint8 { Stays, Closes };

/// One request and what must come back. README.md describes how a case is written.
struct Case
{
    QByteArray name;   ///< "9110 §14.1.2 a suffix counts from the end"
    QByteArray where;  ///< file and line
    QByteArray client; ///< bytes; placeholders are still in it
    bool fin = false;  ///< the client sends FIN behind them
    QList<ResponseWish> responses;
    After after = After::Stays;
};

struct CaseFile
{
    QByteArray name;     ///< without folder and ending
    QStringList options; ///< of porthole serve
    QList<Case> cases;
};

/// Reads every *.txt in a folder, in the order of their names. Ends the program on a mistake in one.
[[nodiscard]] QList<CaseFile> readCaseFiles(const QString &folder);

/// Whether text is what the pattern says; "…" in it stands for any bytes.
[[nodiscard]] bool matches(const QByteArray &text, const QByteArray &pattern);
