// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "casefile.h"

#include <QDir>
#include <QFile>

namespace {

constexpr QByteArrayView anything = "…";

/// \r \n \t \0 \xHH and \\ as the bytes they mean.
QByteArray unescaped(const QByteArray &text)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text.at(at) != '\\' || at + 1 == text.size()) {
            bytes += text.at(at);
            continue;
        }
        switch (const char letter = text.at(++at)) {
        case 'r': bytes += '\r'; break;
        case 'n': bytes += '\n'; break;
        case 't': bytes += '\t'; break;
        case '0': bytes += '\0'; break;
        case 'x':
            bytes += char(text.sliced(at + 1, 2).toInt(nullptr, 16));
            at += 2;
            break;
        default: bytes += letter;
        }
    }
    return bytes;
}

/// A line of a case without the mark it begins with and the space behind it.
QByteArray behind(const QByteArray &line, qsizetype mark)
{
    return line.size() > mark + 1 ? line.sliced(mark + 1) : QByteArray();
}

class CaseReader
{
public:
    explicit CaseReader(const QString &path)
        : m_path(QFile::encodeName(path))
    {
        m_file.name = QFile::encodeName(QFileInfo(path).baseName());
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", m_path.constData());
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            ++m_line;
            take(line);
        }
        endCase();
    }

    [[nodiscard]] CaseFile file() const { return m_file; }

private:
    [[nodiscard]] QByteArray where() const { return m_path + ':' + QByteArray::number(m_line); }
    [[noreturn]] void mistake(const char *what) const { qFatal("%s: %s", where().constData(), what); }

    void take(const QByteArray &line)
    {
        if (line.isEmpty() || line.startsWith('#'))
            return;
        if (line.startsWith("serve: "))
            m_file.options = QString::fromUtf8(line.sliced(7)).split(u' ');
        else if (line.front() >= '0' && line.front() <= '9')
            beginCase(line);
        else if (!m_case)
            mistake("a case begins with the number of its RFC");
        else if (line == ">fin")
            m_case->fin = true;
        else if (line.startsWith(">>"))
            takeExact(behind(line, 2));
        else if (line.startsWith('>'))
            takeOrdinary(behind(line, 1));
        else if (line.startsWith('<'))
            takeWish(behind(line, 1));
        else if (line.startsWith('='))
            takeBody(unescaped(behind(line, 1)));
        else
            mistake("a line that means nothing");
    }

    void beginCase(const QByteArray &name)
    {
        endCase();
        m_case = Case{.name = name, .where = where(), .client = {}, .responses = {}};
    }

    void endCase()
    {
        if (m_ordinary)
            m_case->client += "\r\n";
        m_ordinary = false;
        if (m_case && m_case->client.isEmpty())
            mistake("the case above sends nothing");
        if (m_case)
            m_file.cases.append(*std::exchange(m_case, {}));
    }

    void takeOrdinary(const QByteArray &line)
    {
        m_case->client += unescaped(line);
        m_case->client += m_ordinary ? "\r\n" : " HTTP/1.1\r\nHost: h\r\n";
        m_ordinary = true;
    }

    void takeExact(QByteArray line)
    {
        const bool goesOn = line.endsWith('\\') && !line.endsWith("\\\\");
        if (goesOn)
            line.chop(1);
        m_case->client += unescaped(line) + (goesOn ? "" : "\r\n");
    }

    void takeWish(const QByteArray &line)
    {
        const qsizetype colon = line.indexOf(':');
        if (line == "nothing") {
            m_case->after = After::Closes;
        } else if (line.front() >= '0' && line.front() <= '9') {
            m_case->responses.append(ResponseWish{.status = line.first(3).toInt(), .fields = {}, .body = {}});
            m_case->after = line.endsWith(" closes") ? After::Closes : After::Stays;
        } else if (m_case->responses.isEmpty()) {
            mistake("a field before the status");
        } else if (line.startsWith('-')) {
            m_case->responses.last().fields.append({line.sliced(1), {}});
        } else if (colon > 0) {
            m_case->responses.last().fields.append(
                {line.first(colon), unescaped(line.sliced(colon + 1).trimmed())});
        } else {
            mistake("neither a status nor a field");
        }
    }

    void takeBody(const QByteArray &line)
    {
        if (m_case->responses.isEmpty())
            mistake("content before the status");
        auto &body = m_case->responses.last().body;
        body = body ? *body + '\n' + line : line;
    }

    QByteArray m_path;
    int m_line = 0;
    CaseFile m_file;
    std::optional<Case> m_case;
    bool m_ordinary = false; ///< the request is written short, its end is ours to add
};

} // namespace

QList<CaseFile> readCaseFiles(const QString &folder)
{
    QList<CaseFile> files;
    const QDir dir(folder);
    const QStringList names = dir.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        files.append(CaseReader(dir.filePath(name)).file());
    return files;
}

bool matches(const QByteArray &text, const QByteArray &pattern)
{
    const qsizetype gap = pattern.indexOf(anything);
    if (gap < 0)
        return text == pattern;
    if (!text.startsWith(pattern.first(gap)))
        return false;
    QByteArray rest = pattern.sliced(gap + anything.size());
    qsizetype at = gap;
    for (qsizetype next = rest.indexOf(anything); next >= 0; next = rest.indexOf(anything)) {
        const QByteArray part = rest.first(next);
        at = text.indexOf(part, at);
        if (at < 0)
            return false;
        at += part.size();
        rest = rest.sliced(next + anything.size());
    }
    return text.size() - at >= rest.size() && text.endsWith(rest);
}
