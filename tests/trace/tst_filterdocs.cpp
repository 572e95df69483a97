// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filter.h"
#include "trace/filterkeys.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// docs/filters.md says nothing that the program does not do.
class TestFilterDocs : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void examplesAreRead();
    void otherNamesMeanTheSame();
    void everyKeyIsThere();

private:
    QString m_page;
};

namespace {

/// What stands in backquotes, as it is meant in a table.
QStringList codesIn(const QString &text)
{
    static const QRegularExpression code(QStringLiteral("`([^`]+)`"));
    QStringList codes;
    for (auto found = code.globalMatch(text); found.hasNext();)
        codes += found.next().captured(1).replace(QStringLiteral("\\|"), QStringLiteral("|"));
    return codes;
}

/// Signs and names that the page speaks of, and that are no filters.
bool isFilter(const QString &code)
{
    static const QRegularExpression other(QStringLiteral(
        "^(porthole .*|[-a-z]+|[?|i=<>!]{1,2}|\\(\\?-i\\)|\\\\s|\\\\ \\^.*|key:value|name: value)$"));
    return !other.match(code).hasMatch();
}

} // namespace

void TestFilterDocs::initTestCase()
{
    QFile file(QStringLiteral(PORTHOLE_DOCS "/filters.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_page = QString::fromUtf8(file.readAll());
}

void TestFilterDocs::examplesAreRead()
{
    int read = 0;
    for (const QString &code : codesIn(m_page)) {
        if (!isFilter(code))
            continue;
        const auto filter = trace::Filter::parse(code);
        QVERIFY2(filter,
                 qPrintable(code + QStringLiteral(": ") + (filter ? QString() : filter.error().sentence)));
        ++read;
    }
    QVERIFY(read > 120);
}

/// "`a` is `b`" in a line of the text, and each row of mitmproxy's table.
void TestFilterDocs::otherNamesMeanTheSame()
{
    int compared = 0;
    const auto compare = [&compared](const QString &a, const QString &b) {
        const auto left = trace::Filter::parse(a);
        const auto right = trace::Filter::parse(b);
        QVERIFY2(left && right, qPrintable(a));
        QCOMPARE(left->toText(), right->toText());
        ++compared;
    };
    static const QRegularExpression pair(QStringLiteral("`([^`]+)`\\s+is\\s+`([^`]+)`"));
    for (auto found = pair.globalMatch(m_page); found.hasNext();) {
        const auto match = found.next();
        compare(match.captured(1), match.captured(2));
    }
    for (const QString &line : m_page.split(u'\n')) {
        if (!line.startsWith(QStringLiteral("| `~")))
            continue;
        const QStringList codes = codesIn(line);
        QVERIFY(codes.size() % 2 == 0);
        for (qsizetype i = 0; i < codes.size() / 2; ++i)
            compare(codes[i], codes[i + codes.size() / 2]);
    }
    QVERIFY(compared >= 15);
}

void TestFilterDocs::everyKeyIsThere()
{
    const QStringList codes = codesIn(m_page);
    for (const auto &info : trace::filterKeys()) {
        const QString name = info.name;
        QVERIFY2(name.isEmpty() || codes.contains(name), qPrintable(name));
    }
    for (const auto &word : trace::filterWords(trace::FilterKey::Is))
        QVERIFY2(codes.contains(QStringLiteral("is:") + word.name), qPrintable(word.name));
    for (const auto key : {trace::FilterKey::Outcome, trace::FilterKey::State}) {
        for (const auto &word : trace::filterWords(key))
            QVERIFY2(m_page.contains(word.name), qPrintable(word.name));
    }
}

QTEST_GUILESS_MAIN(TestFilterDocs)
#include "tst_filterdocs.moc"
