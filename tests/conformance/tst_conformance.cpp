// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "casefile.h"
#include "cli/commandline.h"
#include "judge.h"
#include "net/server.h"
#include "placeholders.h"
#include "serveconfig.h"
#include "tree.h"
#include "wire.h"

#include <QTest>

namespace {

const QByteArray Ordinary = "GET /plain.txt HTTP/1.1\r\nHost: h\r\n\r\n";

/// What is wrong with an answer to the ordinary request beside a case.
QByteArray wrongWithOrdinary(const Response &response)
{
    return response.status == 200 && response.content == "plain"
        ? QByteArray()
        : "an ordinary request on the same connection: " + QByteArray::number(response.status);
}

/// The request without what asks for a part: only GET can (RFC 9110 §14.2).
QByteArray withoutRange(const QByteArray &request)
{
    QList<QByteArray> lines = request.split('\n');
    lines.removeIf([](const QByteArray &line) {
        return line.toLower().startsWith("range:") || line.toLower().startsWith("if-range:");
    });
    return lines.join('\n');
}

} // namespace

/// Every case of cases/*.txt over real sockets, each delivered in several ways. README.md says how a case is
/// written.
class TestConformance : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whole_data() { rows(); }
    void whole();
    void inPieces_data() { rows(); }
    void inPieces();
    void pipelined_data() { rows(); }
    void pipelined();
    void head_data() { rows(); }
    void head();

private:
    void rows() const;
    [[nodiscard]] quint16 serve(const QStringList &options);
    [[nodiscard]] QByteArray request(const Case &wanted, quint16 port) const;
    [[nodiscard]] QByteArray wrongWith(Wire &wire, const Case &wanted, quint16 port) const;

    Tree m_tree;
    QList<CaseFile> m_files = readCaseFiles(QStringLiteral(PORTHOLE_CASES));
    QList<quint16> m_ports; ///< of the server for each file
    std::vector<std::unique_ptr<net::Server>> m_servers;
};

quint16 TestConformance::serve(const QStringList &options)
{
    const auto parsed = cli::parse(QStringList{QStringLiteral("porthole"), QStringLiteral("serve"),
                                               m_tree.root(), QStringLiteral("--port=0")}
                                   + options);
    const auto *wanted = parsed ? std::get_if<cli::Serve>(&*parsed) : nullptr;
    if (!wanted)
        qFatal("not options of serve: %s", qUtf8Printable(options.join(u' ')));
    auto &server = m_servers.emplace_back(std::make_unique<net::Server>());
    if (const auto started = server->start(*serveConfig(*wanted)); !started)
        qFatal("%s", qUtf8Printable(started.error().sentence));
    return server->port();
}

void TestConformance::initTestCase()
{
    qsizetype cases = 0;
    for (const CaseFile &file : m_files) {
        m_ports.append(serve(file.options));
        cases += file.cases.size();
    }
    QVERIFY2(cases >= 250, "the cases were not found");
}

void TestConformance::rows() const
{
    QTest::addColumn<qsizetype>("file");
    QTest::addColumn<qsizetype>("number");
    for (qsizetype file = 0; file < m_files.size(); ++file) {
        for (qsizetype number = 0; number < m_files.at(file).cases.size(); ++number)
            QTest::newRow((m_files.at(file).name + ": " + m_files.at(file).cases.at(number).name).constData())
                << file << number;
    }
}

#define CASE_AND_PORT                                                                                        \
    QFETCH(qsizetype, file);                                                                                 \
    QFETCH(qsizetype, number);                                                                               \
    const Case &wanted = m_files.at(file).cases.at(number);                                                  \
    const quint16 port = m_ports.at(file)

QByteArray TestConformance::request(const Case &wanted, quint16 port) const
{
    return filledIn(wanted.client, m_tree, port);
}

/// Reads what comes back for a case, but not what is behind it.
QByteArray TestConformance::wrongWith(Wire &wire, const Case &wanted, quint16 port) const
{
    const bool toHead = wanted.client.startsWith("HEAD ");
    for (ResponseWish wish : wanted.responses) {
        for (FieldWish &field : wish.fields) {
            if (field.value)
                field.value = filledIn(*field.value, m_tree, port);
        }
        if (wish.body)
            wish.body = filledIn(*wish.body, m_tree, port);
        const Response response = wire.receive(toHead);
        if (const QByteArray wrong = differenceFrom(wish, response); !wrong.isEmpty())
            return wanted.where + ": " + wrong;
        if (const QByteArray wrong = brokenRule(response, toHead); !wrong.isEmpty())
            return wanted.where + ": " + wrong;
    }
    if (wanted.after == After::Closes)
        return wire.ends() ? "" : wanted.where + ": the connection did not end behind it";
    return {};
}

void TestConformance::whole()
{
    CASE_AND_PORT;
    Wire wire(port);
    wire.send(request(wanted, port));
    if (wanted.fin)
        wire.sendFin();
    const QByteArray wrong = wrongWith(wire, wanted, port);
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    if (wanted.after == After::Stays && !wanted.fin) {
        wire.send(Ordinary);
        QCOMPARE(wrongWithOrdinary(wire.receive()), QByteArray());
    }
}

void TestConformance::inPieces()
{
    CASE_AND_PORT;
    Wire wire(port);
    wire.sendInPieces(request(wanted, port));
    if (wanted.fin)
        wire.sendFin();
    const QByteArray wrong = wrongWith(wire, wanted, port);
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestConformance::pipelined()
{
    CASE_AND_PORT;
    const bool more = wanted.after == After::Stays && !wanted.fin;
    Wire wire(port);
    wire.send(Ordinary + request(wanted, port) + (more ? Ordinary : QByteArray()));
    if (wanted.fin)
        wire.sendFin();
    QCOMPARE(wrongWithOrdinary(wire.receive()), QByteArray());
    const QByteArray wrong = wrongWith(wire, wanted, port);
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    if (more)
        QCOMPARE(wrongWithOrdinary(wire.receive()), QByteArray());
}

void TestConformance::head()
{
    CASE_AND_PORT;
    const QByteArray get = withoutRange(request(wanted, port));
    if (!get.startsWith("GET ") || wanted.responses.size() != 1 || wanted.fin)
        return;
    Wire toGet(port);
    Wire toHead(port);
    toGet.send(get);
    toHead.send("HEAD" + get.sliced(3));
    const Response response = toHead.receive(true);
    const QByteArray broken = brokenRule(response, true);
    QVERIFY2(broken.isEmpty(), (wanted.where + ": " + broken).constData());
    QCOMPARE(wanted.where + differenceOfHead(response, toGet.receive()), wanted.where);
    if (wanted.after == After::Closes) {
        QVERIFY(toHead.ends());
    } else {
        toHead.send(Ordinary);
        QCOMPARE(wrongWithOrdinary(toHead.receive()), QByteArray());
    }
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
