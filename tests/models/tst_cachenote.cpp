// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cachenote.h"

#include <QTest>

using models::CacheUse;
using trace::Exchange;
using trace::Outcome;

class CacheNoteTest : public QObject
{
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
    void saves();
};

namespace {

Exchange made(const QByteArray &method, const QByteArray &fields, int status, const QByteArray &answer)
{
    Exchange exchange;
    exchange.requestHead = method + " /a HTTP/1.1\r\n" + fields + "\r\n";
    exchange.method = {0, quint32(method.size())};
    exchange.target = {quint32(method.size()) + 1, 2};
    exchange.status = status;
    exchange.outcome = Outcome::Complete;
    if (status > 0)
        exchange.responseHead = "HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + answer + "\r\n";
    return exchange;
}

const QByteArray Tagged = "ETag: \"1\"\r\n";

} // namespace

void CacheNoteTest::tells_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<std::optional<Exchange>>("earlier");
    QTest::addColumn<CacheUse>("use");
    QTest::addColumn<QString>("words"); ///< that one of the sentences has
    const auto row = [](const char *name, const Exchange &exchange, const std::optional<Exchange> &earlier,
                        CacheUse use, const char *words) {
        QTest::newRow(name) << exchange << earlier << use << QString::fromUtf8(words);
    };
    const Exchange plain = made("GET", {}, 200, Tagged);
    Exchange cut = plain;
    cut.outcome = Outcome::Aborted;

    row("first", plain, {}, CacheUse::First, "has not asked for it before");
    row("POST", made("POST", {}, 200, Tagged), {}, CacheUse::NotCachable, "no part");
    row("404", made("GET", {}, 404, {}), {}, CacheUse::NotCachable, "no part");
    row("no answer", made("GET", {}, 0, {}), {}, CacheUse::NotCachable, "no part");
    row("not understood", made({}, {}, 400, {}), {}, CacheUse::NotCachable, "no part");
    row("304", made("GET", "If-None-Match: \"1\"\r\n", 304, Tagged), plain, CacheUse::Revalidated,
        "only a head was sent");
    row("changed by tag", made("GET", "If-None-Match: \"0\"\r\n", 200, Tagged), plain, CacheUse::Changed,
        "the new one was sent");
    row("changed by date", made("GET", "if-modified-since: x\r\n", 200, Tagged), {}, CacheUse::Changed,
        "the new one was sent");
    row("reload", made("GET", "Cache-Control: no-cache\r\n", 200, Tagged), plain, CacheUse::Refetched,
        "(Cache-Control: no-cache)");
    row("no-store before", plain, made("GET", {}, 200, Tagged + "Cache-Control: no-store\r\n"),
        CacheUse::Refetched, "said no-store");
    row("no validator before", plain, made("GET", {}, 200, {}), CacheUse::Refetched,
        "neither ETag nor Last-Modified");
    row("not whole before", plain, cut, CacheUse::Refetched, "did not arrive whole");
    row("no browser", plain, plain, CacheUse::Refetched, "is no browser");
    row("failed before", plain, made("GET", {}, 500, {}), CacheUse::First, "has not asked");
    row("no answer before", plain, made("GET", {}, 0, {}), CacheUse::First, "has not asked");
    row("only its head before", plain, made("HEAD", {}, 200, Tagged), CacheUse::First, "has not asked");
    row("only its head now", made("HEAD", {}, 200, Tagged), plain, CacheUse::First, "has not asked");

    const auto control = [](const QByteArray &value) {
        return made("GET", {}, 200, Tagged + "Cache-Control: " + value + "\r\n");
    };
    row("no-store", control("no-store"), {}, CacheUse::First, "nobody may keep it");
    row("no-store, help", control("no-store"), {}, CacheUse::First, "Without no-store");
    row("no-cache", control("No-Cache"), {}, CacheUse::First, "asks every time");
    row("an hour", control("public, max-age=3600"), {}, CacheUse::First, "may be used for 1 h 0 min");
    row("in quotes", control("max-age=\"60\", x"), {}, CacheUse::First, "may be used for 1 min 0 s");
    row("no time", control("max-age=0"), {}, CacheUse::First, "old at once");
    row("no number", control("max-age=soon"), {}, CacheUse::First, "old at once");
    row("negative", control("max-age=-5"), {}, CacheUse::First, "old at once");
    row("for ever", control("max-age=99999999999999"), {}, CacheUse::First, "may be used for 24,855 d");
    row("only for proxies", control("s-maxage=60"), {}, CacheUse::First, "guesses from its age");
    row("nothing to ask with", made("GET", {}, 200, {}), {}, CacheUse::First, "can only fetch it again");
}

void CacheNoteTest::tells()
{
    QLocale::setDefault(QLocale(QLocale::English));
    QFETCH(Exchange, exchange);
    QFETCH(std::optional<Exchange>, earlier);
    QFETCH(CacheUse, use);
    QFETCH(QString, words);
    models::CacheNote note = models::cacheNote(exchange, earlier ? &*earlier : nullptr);
    QCOMPARE(note.use, use);
    const QString all = note.sentences.join(u'\n');
    QVERIFY2(all.contains(words), qPrintable(all));
    for (const QString &sentence : note.sentences)
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    QCOMPARE(note.sentences.removeDuplicates(), 0);
}

void CacheNoteTest::saves()
{
    const Exchange again = made("GET", "If-None-Match: \"1\"\r\n", 304, Tagged);
    Exchange earlier = made("GET", {}, 200, Tagged);
    for (const qint64 length : {5'000LL, 0LL, -1LL}) {
        earlier.bodyLength = length;
        const auto note = models::cacheNote(again, &earlier);
        QCOMPARE(note.savedBytes, std::max<qint64>(0, length));
        QCOMPARE(note.sentences.filter(QStringLiteral("need not be sent")).size(), length > 0 ? 1 : 0);
    }
    QCOMPARE(models::cacheNote(again, nullptr).savedBytes, 0);
}

QTEST_APPLESS_MAIN(CacheNoteTest)
#include "tst_cachenote.moc"
