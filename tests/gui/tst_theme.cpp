// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bansdialog.h"
#include "gui/elidedlabel.h"
#include "gui/filterbar.h"
#include "gui/theme.h"
#include "models/marks.h"
#include "net/server.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOption>
#include <QTest>

using gui::Theme;

namespace {

struct Pair
{
    QPalette::ColorRole text;
    QPalette::ColorRole ground;
};

/// What is written on what.
constexpr Pair pairs[] = {
    {QPalette::WindowText, QPalette::Window},
    {QPalette::PlaceholderText, QPalette::Window},
    {QPalette::Text, QPalette::Base},
    {QPalette::Text, QPalette::AlternateBase},
    {QPalette::PlaceholderText, QPalette::Base},
    {QPalette::ButtonText, QPalette::Button},
    {QPalette::HighlightedText, QPalette::Highlight},
    {QPalette::ToolTipText, QPalette::ToolTipBase},
};

/// The darkest or lightest that stands out from the ground, in a picture of the widget.
double largestContrast(const QImage &picture, const QColor &ground)
{
    double largest = 1;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            largest = std::max(largest, models::contrast(picture.pixelColor(x, y), ground));
    }
    return largest;
}

} // namespace

/// What is written can be read, in every theme.
class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_themes->apply(Theme::System); }
    void colours_data() { themes(); }
    void colours();
    void meaningOfTheFilter_data() { themes(); }
    void meaningOfTheFilter();
    void emptyListSaysSo_data() { themes(); }
    void emptyListSaysSo();
    void choiceHasAnEdge_data() { themes(); }
    void choiceHasAnEdge();
    void boxesWithFocus_data() { themes(); }
    void boxesWithFocus();
    void knowsTheWayBack();

private:
    static void themes();
    std::optional<gui::ThemeSwitch> m_themes;
};

void TestTheme::themes()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("system") << Theme::System;
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void TestTheme::init()
{
    m_themes.emplace();
}

void TestTheme::colours()
{
    QFETCH(const Theme, theme);
    m_themes->apply(theme);
    const QPalette palette = QApplication::palette();
    for (const Pair &pair : pairs) {
        const QColor text = palette.color(pair.text);
        const QColor ground = palette.color(pair.ground);
        QCOMPARE(text.alpha(), 255);
        // A selection of the system's is the system's.
        if (theme == Theme::System && pair.ground == QPalette::Highlight)
            continue;
        QVERIFY2(models::contrast(text, ground) >= models::textContrast,
                 qPrintable(QStringLiteral("%1 on %2: %3")
                                .arg(text.name(), ground.name())
                                .arg(models::contrast(text, ground))));
    }
}

void TestTheme::meaningOfTheFilter()
{
    QFETCH(const Theme, theme);
    m_themes->apply(theme);
    gui::FilterBar bar;
    for (const auto &text : {QStringLiteral("is:error"), QStringLiteral("status-code:abc")}) {
        bar.setText(text);
        const auto *meaning = bar.findChild<gui::ElidedLabel *>(QStringLiteral("meaningLabel"));
        const QPalette palette = meaning->palette();
        QVERIFY(models::contrast(palette.color(meaning->foregroundRole()), palette.color(QPalette::Window))
                >= models::textContrast);
    }
}

void TestTheme::emptyListSaysSo()
{
    QFETCH(const Theme, theme);
    m_themes->apply(theme);
    net::Server server;
    gui::BansDialog dialog(server);
    const auto *empty = dialog.findChild<QLabel *>(QStringLiteral("emptyLabel"));
    const QPalette palette = empty->palette();
    QVERIFY(models::contrast(palette.color(empty->isEnabled() ? QPalette::Active : QPalette::Disabled,
                                           empty->foregroundRole()),
                             palette.color(QPalette::Window))
            >= models::textContrast);
}

/// One that is not chosen is seen too (WCAG 2.1, 1.4.11: 3 to 1).
void TestTheme::choiceHasAnEdge()
{
    QFETCH(const Theme, theme);
    m_themes->apply(theme);
    if (theme == Theme::System)
        return; // drawn by the system
    QRadioButton choice;
    choice.resize(choice.sizeHint());
    const QImage picture = choice.grab().toImage();
    QVERIFY(largestContrast(picture, choice.palette().color(QPalette::Window)) >= 3);
}

/// With the focus it has its edge too, though who uses the mouse is not shown where the focus is.
void TestTheme::boxesWithFocus()
{
    QFETCH(const Theme, theme);
    m_themes->apply(theme);
    if (theme == Theme::System)
        return; // drawn by the system
    QCheckBox box;
    QStyleOptionButton option;
    option.initFrom(&box);
    option.rect = {0, 0, 16, 16};
    option.state = QStyle::State_Enabled | QStyle::State_HasFocus | QStyle::State_Off;
    const QColor window = box.palette().color(QPalette::Window);
    QImage picture(option.rect.size(), QImage::Format_RGB32);
    picture.fill(window);
    QPainter painter(&picture);
    QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, &box);
    painter.end();
    QVERIFY(largestContrast(picture, window) >= 3);
}

/// Also when a second window is made meanwhile.
void TestTheme::knowsTheWayBack()
{
    const QString system = QApplication::style()->objectName();
    QVERIFY(!system.isEmpty());
    m_themes->apply(Theme::Dark);
    gui::ThemeSwitch second;
    second.apply(Theme::Light);
    second.apply(Theme::System);
    QCOMPARE(QApplication::style()->objectName(), system);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
