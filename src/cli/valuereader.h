// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>

#include <chrono>
#include <vector>

namespace cli {

/// Reads option values into variables: a variable keeps its default when its option is not given or is wrong.
/// The first wrong value is remembered as one sentence.
class ValueReader
{
public:
    explicit ValueReader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    /// A whole number within the bounds.
    template <typename Integer>
    void read(const QString &name, Integer &variable, qint64 least, qint64 most)
    {
        variable = Integer(integer(name, qint64(variable), least, most));
    }
    /// Seconds, a fraction allowed, from 0.1 to a day.
    void read(const QString &name, std::chrono::milliseconds &variable);
    /// Bytes: a whole number, with K, M or G behind it for powers of 1024.
    void readBytes(const QString &name, qint64 &variable, qint64 least, qint64 most);
    /// Any text but none at all.
    void read(const QString &name, QString &variable);
    /// Whole numbers separated by commas.
    void read(const QString &name, std::vector<int> &variable, int least, int most);
    /// File names separated by commas, without any slash.
    void readNames(const QString &name, QStringList &variable);
    /// One of these words.
    void readWord(const QString &name, QByteArray &variable, const QStringList &words);
    /// Some of these words, separated by commas.
    void readWords(const QString &name, QStringList &variable, const QStringList &words);

    [[nodiscard]] bool isSet(const QString &name) const { return m_parser.isSet(name); }
    /// Every value that was given, in order.
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }

    void fail(const QString &sentence);
    /// Empty when everything was right.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    qint64 integer(const QString &name, qint64 fallback, qint64 least, qint64 most);

    const QCommandLineParser &m_parser;
    QString m_error;
};

} // namespace cli
