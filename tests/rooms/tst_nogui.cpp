// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QByteArrayList>
#include <QTest>

#include <link.h>

namespace {

QByteArrayList loadedLibraries()
{
    QByteArrayList names;
    dl_iterate_phdr(
        [](dl_phdr_info *info, size_t, void *list) {
            static_cast<QByteArrayList *>(list)->append(info->dlpi_name);
            return 0;
        },
        &names);
    return names;
}

bool isLoaded(const QByteArrayList &names, QByteArrayView library)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const QByteArray &name) { return name.contains(library); });
}

} // namespace

/// The rooms below the window work without Qt Gui and Qt Widgets. This program is made of all of them (see
/// CMakeLists.txt), so the libraries it has loaded are the ones they pull in.
class TestNoGui : public QObject
{
    Q_OBJECT
private slots:
    void loadsNoGui_data();
    void loadsNoGui();
    void seesWhatIsLoaded();
};

void TestNoGui::loadsNoGui_data()
{
    QTest::addColumn<QByteArray>("library");
    for (const char *library : {"Qt6Gui", "Qt6Widgets", "Qt6OpenGL", "Qt6Svg"})
        QTest::newRow(library) << QByteArray(library);
}

void TestNoGui::loadsNoGui()
{
    QFETCH(QByteArray, library);
    QVERIFY2(!isLoaded(loadedLibraries(), library), "a room below the window links it");
}

/// Guards the test above against a list that is empty or spelt differently.
void TestNoGui::seesWhatIsLoaded()
{
    const QByteArrayList names = loadedLibraries();
    QVERIFY(isLoaded(names, "Qt6Core"));
    QVERIFY(isLoaded(names, "Qt6Test"));
}

QTEST_GUILESS_MAIN(TestNoGui)
#include "tst_nogui.moc"
