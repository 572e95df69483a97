// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "casefile.h"
#include "differences.h"
#include "peer.h"
#include "placeholders.h"
#include "tree.h"
#include "wire.h"

#include <QFile>
#include <QTest>

#include <array>

namespace {

/// Servers keep silence where they wait for more, so waiting cannot be long.
constexpr std::chrono::seconds Patience{3};

/// The content with what two servers may word differently taken out: of several parts, only where they belong
/// and what they are (RFC 9110 §14.6).
QByteArray essence(const Response &response)
{
    const QByteArray type = response.field("Content-Type");
    const qsizetype boundary = type.indexOf("boundary=");
    if (!type.startsWith("multipart/byteranges") || boundary < 0)
        return response.decoded();
    QByteArray content = response.content;
    content.replace("--" + type.sliced(boundary + 9), QByteArray("\0\0", 2));
    QByteArray essence;
    for (const QByteArray &part : content.split('\0')) {
        const qsizetype range = part.toLower().indexOf("content-range:");
        if (range >= 0)
            essence += part.sliced(range + 14).trimmed() + '\n';
    }
    return essence;
}

struct Answer
{
    QByteArray summary; ///< "206 bytes 2-4/10"
    QByteArray essence; ///< of a 2xx
};

Answer answerOf(quint16 port, const Case &wanted, const Tree &tree)
{
    Wire wire(port, Patience);
    wire.send(filledIn(wanted.client, tree, port));
    if (wanted.fin)
        wire.sendFin();
    const bool toHead = wanted.client.startsWith("HEAD ");
    Response response = wire.receive(toHead);
    while (response.status >= 100 && response.status < 200)
        response = wire.receive(toHead);
    if (response.status == 0)
        return {"nothing", {}};
    const QByteArray range = response.field("Content-Range");
    const QByteArray summary = QByteArray::number(response.status)
        + (response.status == 206 && !range.isNull() ? ' ' + range : QByteArray());
    return {summary, response.status / 100 == 2 ? essence(response) : QByteArray()};
}

} // namespace

/// The same requests to Porthole and to two servers that much of the Web runs on. Every difference must be
/// one that README.md explains.
class TestDifferential : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void differencesAreExplained_data();
    void differencesAreExplained();
    void classesAreExplained();
    void cleanupTestCase();

private:
    [[nodiscard]] Answers ask(const Case &wanted) const;

    Tree m_tree;
    std::array<std::unique_ptr<Peer>, 3> m_peers;
    Differences m_known = readDifferences(QStringLiteral(PORTHOLE_CONFORMANCE "/differences.txt"));
    QByteArray m_table;
};

void TestDifferential::initTestCase()
{
    constexpr std::array kinds{Peer::Kind::Porthole, Peer::Kind::Nginx, Peer::Kind::Lighttpd};
    constexpr std::array versions{"Porthole", "nginx version: nginx/1.22.", "lighttpd/1.4.69"};
    for (size_t i = 0; i < kinds.size(); ++i) {
        m_peers[i] = Peer::start(kinds[i], m_tree.root());
        if (!m_peers[i])
            QSKIP("nginx and lighttpd are not both installed");
        if (!m_peers[i]->version().startsWith(versions[i]))
            QSKIP("differences.txt is about other versions of nginx and lighttpd");
    }
}

/// Cases with options of our own are left out: the others do not have them.
void TestDifferential::differencesAreExplained_data()
{
    QTest::addColumn<Case>("wanted");
    const auto files = readCaseFiles(QStringLiteral(PORTHOLE_CASES));
    for (const CaseFile &file : files) {
        for (const Case &wanted : file.cases) {
            if (file.options.isEmpty())
                QTest::newRow((file.name + ": " + wanted.name).constData()) << wanted;
        }
    }
}

/// "400 | 200 | 200"; "≠" stands behind an answer with our status and other content.
Answers TestDifferential::ask(const Case &wanted) const
{
    Answer ours;
    QList<QByteArray> summaries;
    for (const auto &peer : m_peers) {
        Answer answer = answerOf(peer->port(), wanted, m_tree);
        if (summaries.isEmpty())
            ours = answer;
        else if (answer.summary == ours.summary && answer.essence != ours.essence)
            answer.summary += " ≠";
        summaries.append(answer.summary);
    }
    return summaries.join(" | ");
}

void TestDifferential::differencesAreExplained()
{
    QFETCH(Case, wanted);
    const QByteArray name = QTest::currentDataTag();
    const Answers answers = ask(wanted);
    const QList<QByteArray> each = answers.split('|');
    const bool same
        = each.at(0).trimmed() == each.at(1).trimmed() && each.at(0).trimmed() == each.at(2).trimmed();
    const Answers known = m_known.answers.value(name);
    m_table += name + " | " + answers + (same ? "" : " | " + m_known.reason.value(name, "?")) + '\n';
    QVERIFY2(matches(same ? Answers() : answers, known), (answers + ", explained is: " + known).constData());
}

void TestDifferential::classesAreExplained()
{
    QFile readme(QStringLiteral(PORTHOLE_CONFORMANCE "/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const QByteArray text = readme.readAll();
    for (const QByteArray &reason : std::as_const(m_known.reason))
        QVERIFY2(text.contains("### " + reason + '\n'), reason.constData());
}

void TestDifferential::cleanupTestCase()
{
    const QString path = qEnvironmentVariable("PORTHOLE_TABLE");
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(m_table);
}

QTEST_GUILESS_MAIN(TestDifferential)
#include "tst_differential.moc"
