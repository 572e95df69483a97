// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/valuereader.h"

#include "cli/text.h"

#include <cmath>
#include <limits>
#include <optional>

namespace cli {

namespace {

std::optional<qint64> wholeNumber(const QString &text, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < least || number > most)
        return std::nullopt;
    return number;
}

/// 1024 for "K" and so on; 1 without a unit.
qint64 unitOf(QChar last)
{
    switch (last.toUpper().unicode()) {
    case u'K': return 1024;
    case u'M': return 1024 * 1024;
    case u'G': return 1024 * 1024 * 1024;
    default: return 1;
    }
}

} // namespace

void ValueReader::fail(const QString &sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

qint64 ValueReader::integer(const QString &name, qint64 fallback, qint64 least, qint64 most)
{
    if (!m_parser.isSet(name))
        return fallback;
    const QString text = m_parser.value(name);
    const auto number = wholeNumber(text, least, most);
    if (!number)
        fail(Cli::tr("--%1 takes a whole number from %2 to %3, not “%4”.")
                 .arg(name, QString::number(least), QString::number(most), text));
    return number.value_or(fallback);
}

void ValueReader::read(const QString &name, std::chrono::milliseconds &variable)
{
    constexpr double least = 0.1, most = 86'400;
    if (!m_parser.isSet(name))
        return;
    const QString text = m_parser.value(name);
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    // Written so that "nan" is out of bounds too.
    if (ok && seconds >= least && seconds <= most)
        variable = std::chrono::milliseconds(std::lround(seconds * 1000));
    else
        fail(Cli::tr("--%1 takes seconds from 0.1 to 86400, not “%2”.").arg(name, text));
}

void ValueReader::readBytes(const QString &name, qint64 &variable, qint64 least, qint64 most)
{
    if (!m_parser.isSet(name))
        return;
    const QString text = m_parser.value(name);
    const qint64 unit = text.isEmpty() ? 1 : unitOf(text.back());
    const auto number = wholeNumber(unit == 1 ? text : text.chopped(1), 0, most / unit);
    if (number && *number * unit >= least)
        variable = *number * unit;
    else if (most == std::numeric_limits<qint64>::max())
        fail(Cli::tr("--%1 takes bytes, %2 at least, as in 4096, 64K or 2M, not “%3”.")
                 .arg(name, QString::number(least), text));
    else
        fail(Cli::tr("--%1 takes bytes from %2 to %3, as in 4096, 64K or 2M, not “%4”.")
                 .arg(name, QString::number(least), QString::number(most), text));
}

void ValueReader::read(const QString &name, QString &variable)
{
    if (!m_parser.isSet(name))
        return;
    variable = m_parser.value(name);
    if (variable.isEmpty())
        fail(Cli::tr("--%1 needs a value.").arg(name));
}

void ValueReader::read(const QString &name, std::vector<int> &variable, int least, int most)
{
    if (!m_parser.isSet(name))
        return;
    std::vector<int> numbers;
    const QString text = m_parser.value(name);
    for (const QString &part : text.split(u',')) {
        const auto number = wholeNumber(part, least, most);
        if (!number) {
            fail(Cli::tr("--%1 takes whole numbers from %2 to %3 separated by commas, not “%4”.")
                     .arg(name, QString::number(least), QString::number(most), text));
            return;
        }
        numbers.push_back(int(*number));
    }
    variable = std::move(numbers);
}

void ValueReader::readNames(const QString &name, QStringList &variable)
{
    if (!m_parser.isSet(name))
        return;
    const QString text = m_parser.value(name);
    variable = text.split(u',');
    for (const QString &fileName : variable) {
        if (fileName.isEmpty() || fileName.contains(u'/'))
            fail(Cli::tr("--%1 takes file names separated by commas, not “%2”.").arg(name, text));
    }
}

void ValueReader::readWord(const QString &name, QByteArray &variable, const QStringList &words)
{
    if (!m_parser.isSet(name))
        return;
    const QString word = m_parser.value(name);
    if (words.contains(word))
        variable = word.toLatin1();
    else
        fail(Cli::tr("--%1 is one of %2, not “%3”.").arg(name, words.join(QStringLiteral(", ")), word));
}

void ValueReader::readWords(const QString &name, QStringList &variable, const QStringList &words)
{
    if (!m_parser.isSet(name))
        return;
    const QString text = m_parser.value(name);
    variable = text.split(u',');
    for (const QString &word : variable) {
        if (!words.contains(word))
            fail(Cli::tr("--%1 takes some of %2 separated by commas, not “%3”.")
                     .arg(name, words.join(QStringLiteral(", ")), text));
    }
}

} // namespace cli
