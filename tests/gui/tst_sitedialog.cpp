// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/choices.h"
#include "gui/fieldnote.h"
#include "gui/filteredit.h"
#include "gui/limitfields.h"
#include "gui/settingspage.h"
#include "gui/sitedialog.h"
#include "gui/sitesettings.h"
#include "gui/tableedit.h"
#include "net/server.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using gui::SiteDialog;

class SiteDialogTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void everyChoiceComesBack();
    void changesCountAndAreRemembered();
    void invalidIsMarkedAndNotApplied_data();
    void invalidIsMarkedAndNotApplied();
    void fillsATable();
    void marksARow();
    void setsLimits();
    void resetsAPage();
    void followsChangesFromElsewhere();
    void keepsWhatIsNotFinished();
    void saysWhatNeedsARestart();
    void showsProblems();
    void worksByKeyboard();

private:
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name)
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QTableView *table(const char *name)
    {
        return find<gui::TableEdit>(name)->findChild<QTableView *>();
    }
    [[nodiscard]] const site::SiteRules &rules() const { return m_choices->config().site; }
    void type(QTableView *view, int row, const QStringList &cells);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<QSettings> m_settings;
    std::unique_ptr<net::Server> m_server;
    std::unique_ptr<gui::Choices> m_choices;
    std::unique_ptr<SiteDialog> m_dialog;
};

void SiteDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings.emplace(m_folder->filePath(QStringLiteral("porthole.ini")), QSettings::IniFormat);
    m_server = std::make_unique<net::Server>();
    m_choices = std::make_unique<gui::Choices>(*m_server, *m_settings);
    net::ServerConfig config = m_choices->config();
    config.site.root = m_folder->path();
    config.port = 0;
    QVERIFY(m_choices->change(config));
    m_dialog = std::make_unique<SiteDialog>(*m_choices);
    m_dialog->showPage(SiteDialog::Page::Folder);
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void SiteDialogTest::cleanup()
{
    m_dialog.reset();
    m_choices.reset();
    m_server.reset();
}

void SiteDialogTest::type(QTableView *view, int row, const QStringList &cells)
{
    for (int column = 0; column < cells.size(); ++column)
        QVERIFY(view->model()->setData(view->model()->index(row, column), cells[column]));
}

void SiteDialogTest::everyChoiceComesBack()
{
    net::ServerConfig config = m_choices->config();
    site::SiteRules &r = config.site;
    r.indexNames = {QStringLiteral("start.html")};
    r.listing = r.zip = r.cleanUrls = r.rulesFiles = r.precompressed = r.compress = false;
    r.ignoreCase = r.isolation = true;
    r.fallback = QStringLiteral("app.html");
    r.errorPages = {{500, QStringLiteral("500.html")}};
    r.headers = {{"/*", "X-A", "1"}, {"/b", "X-B", ""}};
    r.cacheControl = "max-age=60";
    r.mediaTypes = {{QStringLiteral("glb"), "model/gltf-binary"}};
    r.corsOrigin = "*";
    r.dotFiles = site::DotFiles::Serve;
    r.symlinks = site::Symlinks::Never;
    r.cacheBytes = 8 * 1024 * 1024;
    config.addresses = {QHostAddress(QHostAddress::LocalHostIPv6), QHostAddress(QHostAddress::LocalHost)};
    config.network = true;
    config.port = 7799;
    config.loops = 2;
    config.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))};
    for (const gui::LimitField &field : gui::limitFields())
        field.set(config.limits, field.get(config.limits) + 2 * gui::scale(field.unit));
    QVERIFY(m_choices->change(config));

    // Each page shows it: stored over the defaults, together they give the whole again.
    net::ServerConfig shown;
    shown.site.root = config.site.root;
    const auto pages = m_dialog->findChildren<gui::SettingsPage *>();
    QCOMPARE(pages.size(), 7);
    for (const gui::SettingsPage *page : pages)
        page->store(shown);
    QVERIFY(gui::isSame(shown, config));
}

void SiteDialogTest::changesCountAndAreRemembered()
{
    QVERIFY(m_server->start(m_choices->config()));
    find<QCheckBox>("ignoreCaseBox")->click();
    QTRY_VERIFY(rules().ignoreCase);
    QVERIFY(m_server->config().site.ignoreCase);
    find<QDoubleSpinBox>("idleTime")->setValue(2.5);
    QTRY_COMPARE(m_server->config().limits.idle, std::chrono::milliseconds(2500));
    QCOMPARE(m_server->state(), net::Server::State::Listening);
    QVERIFY(gui::SiteSettings::read(*m_settings).site.ignoreCase);
}

void SiteDialogTest::invalidIsMarkedAndNotApplied_data()
{
    QTest::addColumn<QByteArray>("edit");
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("index") << QByteArray("indexEdit") << QByteArray("indexNote") << QStringLiteral("a/b");
    QTest::newRow("fallback") << QByteArray("fallbackEdit") << QByteArray("fallbackNote")
                              << QStringLiteral("../x");
    QTest::newRow("cors") << QByteArray("corsEdit") << QByteArray("corsNote") << QStringLiteral("nobody");
}

void SiteDialogTest::invalidIsMarkedAndNotApplied()
{
    QFETCH(QByteArray, edit);
    QFETCH(QByteArray, note);
    QFETCH(QString, wrong);
    auto *field = find<gui::FilterEdit>(edit.constData());
    auto *words = find<gui::FieldNote>(note.constData());
    const QString hint = words->text();
    const site::SiteRules before = rules();
    field->setText(wrong);
    QVERIFY(field->isMarked());
    QVERIFY(words->text() != hint);
    QVERIFY(!field->accessibleDescription().isEmpty());
    find<QCheckBox>("ignoreCaseBox")->click(); // applied after it
    QTRY_VERIFY(rules().ignoreCase);
    site::SiteRules expected = before;
    expected.ignoreCase = true;
    QCOMPARE(rules(), expected);

    field->clear();
    QVERIFY(!field->isMarked());
    QCOMPARE(words->text(), hint);
}

void SiteDialogTest::fillsATable()
{
    m_dialog->showPage(SiteDialog::Page::Headers);
    auto *edit = find<gui::TableEdit>("headers");
    QTest::mouseClick(edit->findChild<QPushButton *>(QStringLiteral("addButton")), Qt::LeftButton);
    type(table("headers"), 0, {QStringLiteral("/*"), QStringLiteral("X-A"), QStringLiteral("1")});
    QTest::mouseClick(edit->findChild<QPushButton *>(QStringLiteral("addButton")), Qt::LeftButton);
    type(table("headers"), 1, {QStringLiteral("/b"), QStringLiteral("X-B"), QString()});
    const QList<site::HeaderRule> both = {{"/*", "X-A", "1"}, {"/b", "X-B", ""}};
    QTRY_COMPARE(rules().headers, both);

    table("headers")->setCurrentIndex(table("headers")->model()->index(1, 0));
    QTest::mouseClick(edit->findChild<QPushButton *>(QStringLiteral("upButton")), Qt::LeftButton);
    QTRY_COMPARE(rules().headers.first().name, QByteArray("X-B"));
    QTest::keyClick(table("headers"), Qt::Key_Delete);
    QTRY_COMPARE(rules().headers, QList<site::HeaderRule>{both.first()});
}

void SiteDialogTest::marksARow()
{
    m_dialog->showPage(SiteDialog::Page::Rules);
    auto *edit = find<gui::TableEdit>("errorPages");
    auto *note = edit->findChild<gui::FieldNote *>();
    QVERIFY(!note->isVisible());
    type(table("errorPages"), 0, {QStringLiteral("200")});
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("Row 1")));
    QTRY_VERIFY(rules().errorPages.isEmpty());
    QCOMPARE(table("errorPages")->model()->rowCount(), 1);
    type(table("errorPages"), 0, {QStringLiteral("403")});
    QVERIFY(!note->isVisible());
    QTRY_COMPARE(rules().errorPages, (QMap<int, QString>{{403, QStringLiteral("404.html")}}));
}

void SiteDialogTest::setsLimits()
{
    m_dialog->showPage(SiteDialog::Page::Limits);
    for (const gui::LimitField &field : gui::limitFields()) {
        auto *box = find<QDoubleSpinBox>(field.key);
        QVERIFY2(box && !box->accessibleName().isEmpty(), field.key);
        QCOMPARE(box->minimum() == 0 && box->specialValueText().size() > 0, field.offAtZero);
    }
    find<QDoubleSpinBox>("idleTime")->setValue(2.5);
    QTRY_COMPARE(m_choices->config().limits.idle, std::chrono::milliseconds(2500));
    find<QDoubleSpinBox>("speed")->setValue(100);
    QTRY_COMPARE(m_choices->config().limits.speed, 100 * 1024);
}

void SiteDialogTest::resetsAPage()
{
    net::ServerConfig config = m_choices->config();
    config.site.ignoreCase = true;
    config.site.fallback = QStringLiteral("index.html");
    config.site.isolation = true;
    QVERIFY(m_choices->change(config));
    QVERIFY(find<QCheckBox>("ignoreCaseBox")->isChecked());
    find<gui::FilterEdit>("indexEdit")->setText(QStringLiteral("a/b"));
    find<QPushButton>("resetButton")->click();
    QVERIFY(!rules().ignoreCase);
    QVERIFY(rules().fallback.isEmpty());
    QVERIFY(rules().isolation); // it is on another page
    QCOMPARE(rules().root, m_folder->path());
    QVERIFY(!find<gui::FilterEdit>("indexEdit")->isMarked());
}

void SiteDialogTest::followsChangesFromElsewhere()
{
    site::SiteRules other = rules();
    other.ignoreCase = true;
    other.cacheControl = "max-age=5";
    QVERIFY(m_choices->changeRules(other));
    QVERIFY(find<QCheckBox>("ignoreCaseBox")->isChecked());
    QCOMPARE(find<gui::FilterEdit>("cacheControlEdit")->text(), QStringLiteral("max-age=5"));
}

void SiteDialogTest::keepsWhatIsNotFinished()
{
    auto *field = find<gui::FilterEdit>("fallbackEdit");
    field->setText(QStringLiteral("../x"));
    site::SiteRules other = rules();
    other.isolation = true;
    QVERIFY(m_choices->changeRules(other));
    QCOMPARE(field->text(), QStringLiteral("../x"));
    m_dialog->close();
    QVERIFY(field->text().isEmpty());
}

void SiteDialogTest::saysWhatNeedsARestart()
{
    auto *state = find<QLabel>("stateLabel");
    const QString atOnce = state->text();
    find<QSpinBox>("loopsBox")->setValue(2);
    QTRY_COMPARE(m_choices->config().loops, 2);
    QCOMPARE(state->text(), atOnce);

    QVERIFY(m_server->start(m_choices->config()));
    find<QSpinBox>("loopsBox")->setValue(1);
    QTRY_VERIFY(state->text() != atOnce);
    find<QSpinBox>("loopsBox")->setValue(2);
    QTRY_COMPARE(state->text(), atOnce);
}

void SiteDialogTest::showsProblems()
{
    m_dialog->showPage(SiteDialog::Page::Rules);
    auto *problems = find<QListWidget>("problems");
    QVERIFY(!problems->isVisible());
    m_dialog->setProblems({QStringLiteral("_redirects:2: wrong"), QStringLiteral("_headers:7: wrong")});
    QVERIFY(problems->isVisible());
    QCOMPARE(problems->count(), 2);
    m_dialog->setProblems({});
    QVERIFY(!problems->isVisible());
}

void SiteDialogTest::worksByKeyboard()
{
    auto *list = find<QListWidget>("list");
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(find<QStackedWidget>("pages")->currentIndex(), 1);
    QTest::keyClick(list, Qt::Key_Home);
    QTest::keyClick(list, Qt::Key_Tab);
    QVERIFY(find<gui::FilterEdit>("indexEdit")->hasFocus());
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(SiteDialogTest)
#include "tst_sitedialog.moc"
