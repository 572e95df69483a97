// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../served.h"
#include "browser.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString Names = QStringLiteral("tbody a");

/// A page that shows its own address and goes on without asking the server.
constexpr const char *SinglePage = R"(<!DOCTYPE html>
<title>Single page</title>
<nav><a id="orders" href="/orders">Orders</a></nav>
<main></main>
<script>
const show = () => { document.querySelector('main').textContent = 'At ' + location.pathname; };
document.querySelector('a').addEventListener('click', event => {
  event.preventDefault();
  history.pushState({}, '', event.target.href);
  show();
});
addEventListener('popstate', show);
show();
</script>
)";

} // namespace

/// The last word on an origin server has the browser.
class TestBrowser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void exampleSite();
    void video();
    void singlePage();
    void listing();
    void listingThatTheServerSearched();
    void listingWithoutScript();

private:
    void put(const QString &name, const QByteArray &content);
    [[nodiscard]] QStringList answers(); ///< "206 /film.mp4" from the access log, in order

    std::unique_ptr<Browser> m_browser;
    QTemporaryDir m_folder;
    QTemporaryDir m_logs;
};

void TestBrowser::initTestCase()
{
    m_browser = Browser::start();
    if (!m_browser)
        QSKIP("Chromium and chromedriver are not both installed");
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("list/inner")));
    put(QStringLiteral("list/img2.txt"), QByteArray(30, 'x'));
    put(QStringLiteral("list/img10.txt"), QByteArray(10, 'x'));
    put(QStringLiteral("list/other.txt"), QByteArray(20, 'x'));
    put(QStringLiteral("index.html"), SinglePage);
    put(QStringLiteral("film.html"), "<!DOCTYPE html><video muted preload=auto src=film.mp4></video>");
}

void TestBrowser::put(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QStringList TestBrowser::answers()
{
    QFile log(m_logs.filePath(QStringLiteral("access")));
    QStringList answers;
    static const QRegularExpression form(QStringLiteral("\"GET (\\S+) HTTP/1\\.1\" (\\d+)"));
    if (log.open(QIODevice::ReadOnly)) {
        const QString text = QString::fromUtf8(log.readAll());
        for (auto found = form.globalMatch(text); found.hasNext();) {
            const auto line = found.next();
            answers.append(line.captured(2) + u' ' + line.captured(1));
        }
    }
    return answers;
}

/// The pages that come with Porthole: everything they ask for is there, except the one picture that is not.
void TestBrowser::exampleSite()
{
    const Served served(QStringLiteral(PORTHOLE_HTML));
    for (const QString &page :
         {QStringLiteral("/"), QStringLiteral("/how-it-works"),
          QStringLiteral("/a%20name%20with%20spaces.html"), QStringLiteral("/你好.html")}) {
        m_browser->open(served.url(page));
        const QJsonArray failed
            = m_browser
                  ->run(QStringLiteral(
                      "return performance.getEntriesByType('navigation')"
                      ".concat(performance.getEntriesByType('resource'))"
                      ".filter(entry => entry.responseStatus !== 200 && entry.responseStatus !== 304)"
                      ".map(entry => entry.responseStatus + ' ' + new URL(entry.name).pathname)"))
                  .toArray();
        const QStringList errors = m_browser->consoleErrors();
        const bool home = page == QStringLiteral("/");
        QCOMPARE(failed, home ? QJsonArray{QStringLiteral("404 /pictures/kraken.png")} : QJsonArray());
        QVERIFY2(errors.size() == (home ? 1 : 0), qUtf8Printable(errors.join(u'\n')));
        QVERIFY(!home || errors.first().contains(QStringLiteral("kraken")));
    }
}

/// A film of several MB whose index is at its end: a browser plays and seeks by ranges.
void TestBrowser::video()
{
    QProcess ffmpeg;
    ffmpeg.start(QStringLiteral("ffmpeg"),
                 {QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-f"),
                  QStringLiteral("lavfi"), QStringLiteral("-i"),
                  QStringLiteral("testsrc2=size=640x360:rate=10:duration=40,noise=alls=60:allf=t"),
                  QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-preset"),
                  QStringLiteral("ultrafast"), QStringLiteral("-crf"), QStringLiteral("22"),
                  QStringLiteral("-g"), QStringLiteral("10"), QStringLiteral("-pix_fmt"),
                  QStringLiteral("yuv420p"), m_folder.filePath(QStringLiteral("film.mp4"))});
    if (!ffmpeg.waitForStarted())
        QSKIP("ffmpeg is not installed");
    QVERIFY(ffmpeg.waitForFinished(60'000));
    QVERIFY(QFileInfo(m_folder.filePath(QStringLiteral("film.mp4"))).size() > 4'000'000);

    const Served served(m_folder.path(),
                        {QStringLiteral("--access-log"), m_logs.filePath(QStringLiteral("access"))});
    m_browser->open(served.url(QStringLiteral("/film.html")));
    const QJsonArray state
        = m_browser
              ->run(QStringLiteral(
                  "const video = document.querySelector('video');"
                  "const when = name => new Promise(done =>"
                  "  video.addEventListener(name, done, {once: true}));"
                  "if (video.readyState < 1) await when('loadedmetadata');"
                  "for (const second of [35, 5, 38]) {"
                  "  const sought = when('seeked'); video.currentTime = second; await sought; }"
                  "await video.play();"
                  "while (video.currentTime < 38.2) await when('timeupdate');"
                  "return [video.readyState, video.currentTime, video.duration, video.error];"))
              .toArray();
    QCOMPARE(state.size(), 4);
    QVERIFY2(state.at(0).toInt() >= 2, "there is a picture at this place"); // HAVE_CURRENT_DATA
    QVERIFY(state.at(1).toDouble() > 38.0 && state.at(1).toDouble() <= 40.1);
    QVERIFY(qAbs(state.at(2).toDouble() - 40.0) < 0.5);
    QVERIFY(state.at(3).isNull());
    const auto parts = [this] { return answers().count(QStringLiteral("206 /film.mp4")); };
    QTRY_VERIFY_WITH_TIMEOUT(parts() >= 2, 10'000);
}

void TestBrowser::singlePage()
{
    const Served served(m_folder.path(), {QStringLiteral("--fallback"), QStringLiteral("index.html")});
    const QString shown = QStringLiteral("return document.querySelector('main').textContent");
    m_browser->open(served.url(QStringLiteral("/customers/17")));
    QCOMPARE(m_browser->run(shown).toString(), QStringLiteral("At /customers/17"));
    m_browser->click(QStringLiteral("#orders"));
    QCOMPARE(m_browser->url(), served.url(QStringLiteral("/orders")));
    QCOMPARE(m_browser->run(shown).toString(), QStringLiteral("At /orders"));
    m_browser->reload();
    QCOMPARE(m_browser->run(shown).toString(), QStringLiteral("At /orders"));
    QCOMPARE(m_browser->run(QStringLiteral("return (await fetch('/missing.js')).status")).toInt(), 404);
}

void TestBrowser::listing()
{
    const Served served(m_folder.path());
    (void)m_browser->consoleErrors();
    m_browser->open(served.url(QStringLiteral("/list/")));
    const QStringList byName{QStringLiteral("inner/"), QStringLiteral("img2.txt"),
                             QStringLiteral("img10.txt"), QStringLiteral("other.txt")};
    QCOMPARE(m_browser->texts(Names), byName);

    m_browser->click(QStringLiteral("#size a"));
    const QStringList bySize{QStringLiteral("inner/"), QStringLiteral("img10.txt"),
                             QStringLiteral("other.txt"), QStringLiteral("img2.txt")};
    QCOMPARE(m_browser->texts(Names), bySize);
    m_browser->click(QStringLiteral("#size a"));
    QCOMPARE(m_browser->texts(Names).value(1), QStringLiteral("img2.txt"));
    QCOMPARE(m_browser->url(), served.url(QStringLiteral("/list/"))); // no page was asked for

    m_browser->type(QStringLiteral("input[name=q]"), QStringLiteral("IMG1"));
    QCOMPARE(m_browser->texts(Names), QStringList{QStringLiteral("img10.txt")});
    m_browser->type(QStringLiteral("input[name=q]"), QStringLiteral("nothing"));
    QCOMPARE(m_browser->texts(Names), QStringList());
    QVERIFY(!m_browser->texts(QStringLiteral("#none")).isEmpty());
    QCOMPARE(m_browser->consoleErrors(), QStringList());
}

/// What the server left out of a page is asked for when the search no longer leaves it out.
void TestBrowser::listingThatTheServerSearched()
{
    const Served served(m_folder.path());
    const QString search = QStringLiteral("input[name=q]");
    const QChar backspace(0xE003); // as WebDriver spells keys
    const QChar escape(0xE00C);
    (void)m_browser->consoleErrors();
    m_browser->open(served.url(QStringLiteral("/list/?sort=size&order=desc&q=img2")));
    QCOMPARE(m_browser->texts(Names), QStringList{QStringLiteral("img2.txt")});

    m_browser->type(search, backspace);
    const QStringList images{QStringLiteral("img2.txt"), QStringLiteral("img10.txt")};
    QTRY_COMPARE(m_browser->texts(Names), images); // still by size
    m_browser->type(search, escape);
    const QStringList all{QStringLiteral("inner/"), QStringLiteral("img2.txt"), QStringLiteral("other.txt"),
                          QStringLiteral("img10.txt")};
    QTRY_COMPARE(m_browser->texts(Names), all);
    QCOMPARE(m_browser->consoleErrors(), QStringList());
}

/// The same by links and a form, which the server answers.
void TestBrowser::listingWithoutScript()
{
    const Served served(m_folder.path());
    const auto browser = Browser::start(Scripts::Off);
    QVERIFY(browser);
    browser->open(served.url(QStringLiteral("/list/")));
    browser->click(QStringLiteral("#size a"));
    QTRY_COMPARE(browser->url(), served.url(QStringLiteral("/list/?sort=size&order=asc")));
    const QStringList bySize{QStringLiteral("inner/"), QStringLiteral("img10.txt"),
                             QStringLiteral("other.txt"), QStringLiteral("img2.txt")};
    QCOMPARE(browser->texts(Names), bySize);
    browser->click(QStringLiteral("#size a"));
    QTRY_COMPARE(browser->url(), served.url(QStringLiteral("/list/?sort=size&order=desc")));
    QCOMPARE(browser->texts(Names).value(1), QStringLiteral("img2.txt"));

    browser->type(QStringLiteral("input[name=q]"), QStringLiteral("img1"));
    browser->click(QStringLiteral("form button"));
    QTRY_COMPARE(browser->url(), served.url(QStringLiteral("/list/?q=img1&sort=size&order=desc")));
    QCOMPARE(browser->texts(Names), QStringList{QStringLiteral("img10.txt")});
}

QTEST_GUILESS_MAIN(TestBrowser)
#include "tst_browser.moc"
