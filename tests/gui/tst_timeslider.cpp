// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeslider.h"
#include "gui/timesliderhandle.h"

#include <QSignalSpy>
#include <QTest>

using namespace gui;
using trace::TimeSpan;

namespace {

constexpr qint64 second = 1'000'000'000;

trace::Exchange exchange(quint64 id, qint64 began, int status = 200)
{
    trace::Exchange e;
    e.id = id;
    e.status = status;
    e.outcome = trace::Outcome::Complete;
    e.timings.firstByte = began;
    e.timings.finished = began + 1000;
    return e;
}

trace::Batch seconds(int from, int until)
{
    trace::Batch batch;
    for (int i = from; i <= until; ++i)
        batch.emplace_back(std::make_shared<const trace::Exchange>(exchange(quint64(i + 1), i * second)));
    return batch;
}

} // namespace

class TestTimeSlider : public QObject
{
    Q_OBJECT
private slots:
    void goesFromTimeToPixelAndBack();
    void snapsToTheEnds();
    void stepsAreRound_data();
    void stepsAreRound();
    void ticksKeepTheirDistance();
    void playsAtItsSpeed();
    void densityCountsEachOnce();
    void densityStaysSmall();
    void keysMoveTheHandles();
    void handlesDoNotPass();
    void spaceAndEscape();
    void stays();
    void steps();
};

void TestTimeSlider::goesFromTimeToPixelAndBack()
{
    const TimeScale scale{{1000, 2000}, 10, 100};
    QCOMPARE(scale.toPixel(1000), 10);
    QCOMPARE(scale.toPixel(1500), 60);
    QCOMPARE(scale.toPixel(9000), 110);
    QCOMPARE(scale.toPixel(0), 10);
    QCOMPARE(scale.toTime(60), 1500);
    QCOMPARE(scale.toTime(-5), 1000);
    QCOMPARE(scale.toTime(500), 2000);
    QCOMPARE((TimeScale{{7, 7}, 10, 100}.toPixel(7)), 10);
    QCOMPARE((TimeScale{{7, 9}, 10, 0}.toTime(10)), 7);
}

void TestTimeSlider::snapsToTheEnds()
{
    const TimeScale scale{{1000, 2000}, 10, 100};
    QCOMPARE(scale.snapped(14), 1000);
    QCOMPARE(scale.snapped(106), 2000);
    QCOMPARE(scale.snapped(60), 1500);
}

void TestTimeSlider::stepsAreRound_data()
{
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("step");
    QTest::newRow("nothing") << qint64(0) << qint64(1);
    QTest::newRow("3 ns") << qint64(3) << qint64(5);
    QTest::newRow("6 ms") << qint64(6'000'000) << qint64(10'000'000);
    QTest::newRow("20 s") << 20 * second << 20 * second;
    QTest::newRow("51 s") << 51 * second << 60 * second;
    QTest::newRow("6 min") << 360 * second << 600 * second;
    QTest::newRow("7 h") << 7 * 3600 * second << 12 * 3600 * second;
    QTest::newRow("30 h") << 30 * 3600 * second << 48 * 3600 * second;
}

void TestTimeSlider::stepsAreRound()
{
    QFETCH(qint64, least);
    QTEST(roundStep(least), "step");
}

void TestTimeSlider::ticksKeepTheirDistance()
{
    const TimeScale scale{{5, 5 + 10 * second}, 0, 1000};
    const auto ticks = scale.ticks(90);
    QCOMPARE(ticks.size(), size_t(11));
    QCOMPARE(ticks[1], 5 + second);
    QVERIFY((TimeScale{{5, 5}, 0, 1000}.ticks(90).empty()));
}

void TestTimeSlider::playsAtItsSpeed()
{
    QCOMPARE(played({0, 100}, {0, 5000}, 40, 10), (TimeSpan{0, 500}));
    QCOMPARE(played({0, 100}, {0, 5000}, 40, 1000), (TimeSpan{0, 5000}));
}

void TestTimeSlider::densityCountsEachOnce()
{
    TimeDensity density;
    QVERIFY(density.isEmpty());
    trace::Exchange running = exchange(1, 0, 0);
    running.outcome = trace::Outcome::InProgress;
    density.add(running);
    density.add(running);
    QCOMPARE(density.between(0, second), (TimeDensity::Slice{1, 0}));
    density.add(exchange(1, 0, 404));
    density.add(exchange(2, second));
    QCOMPARE(density.between(0, second), (TimeDensity::Slice{1, 1}));
    QCOMPARE(density.between(0, 2 * second), (TimeDensity::Slice{2, 1}));
    QCOMPARE(density.bounds(), (TimeSpan{0, second + 1000}));
}

/// Whatever the order and the length of time, nothing is lost.
void TestTimeSlider::densityStaysSmall()
{
    TimeDensity density;
    for (int i = 0; i < 10'000; ++i)
        density.add(exchange(quint64(i + 1), (i % 2 ? 1 : -1) * i * 60 * second, i % 10 ? 200 : 500));
    QVERIFY(density.sliceNs() * TimeDensity::mostSlices >= 20'000 * 60 * second);
    QVERIFY(density.sliceNs() * TimeDensity::mostSlices <= 2 * 2 * 20'000 * 60 * second);
    const auto [from, until] = density.bounds();
    QCOMPARE(density.between(from, until + 1), (TimeDensity::Slice{10'000, 1000}));
}

void TestTimeSlider::keysMoveTheHandles()
{
    TimeSlider slider;
    QSignalSpy changed(&slider, &TimeSlider::spanChanged);
    slider.append(seconds(0, 100));
    QVERIFY(!slider.span());
    const auto handles = slider.findChildren<TimeSliderHandle *>();
    QCOMPARE(handles.size(), 2);
    QTest::keyClick(handles[1], Qt::Key_PageDown);
    QCOMPARE(changed.size(), 1);
    QVERIFY(slider.span());
    QVERIFY(qAbs(slider.span()->until - 90 * second) < second);
    QVERIFY2(handles[1]->accessibleName().startsWith(u"Until 1 min 30 s"),
             qUtf8Printable(handles[1]->accessibleName()));
    QTest::keyClick(handles[0], Qt::Key_Right);
    QVERIFY(qAbs(slider.span()->from - second / 2) < second / 10);
    QTest::keyClick(handles[0], Qt::Key_Home);
    QCOMPARE(slider.span()->from, 0);
    QTest::keyClick(handles[1], Qt::Key_End);
    QVERIFY(!slider.span());
}

void TestTimeSlider::handlesDoNotPass()
{
    TimeSlider slider;
    slider.resize(600, slider.height());
    slider.append(seconds(0, 100));
    slider.setSpan({20 * second, 40 * second});
    const auto handles = slider.findChildren<TimeSliderHandle *>();
    QTest::keyClick(handles[0], Qt::Key_End);
    QCOMPARE(slider.span(), (TimeSpan{40 * second, 40 * second}));
    emit handles[1]->dragged(-50);
    QCOMPARE(slider.span(), (TimeSpan{40 * second, 40 * second}));
    emit handles[1]->dragged(9999);
    QCOMPARE(slider.span(), (TimeSpan{40 * second, 100 * second + 1000}));
}

void TestTimeSlider::spaceAndEscape()
{
    TimeSlider slider;
    slider.append(seconds(0, 100));
    slider.setSpan({0, 10 * second});
    const auto handles = slider.findChildren<TimeSliderHandle *>();
    QTest::keyClick(handles[0], Qt::Key_Space);
    QTRY_VERIFY(slider.span() && slider.span()->until > 10 * second);
    QTest::keyClick(handles[0], Qt::Key_Space);
    const auto paused = slider.span();
    QTest::qWait(100);
    QCOMPARE(slider.span(), paused);
    QTest::keyClick(handles[0], Qt::Key_Escape);
    QVERIFY(!slider.span());
}

/// The end follows what comes, unless it was moved.
void TestTimeSlider::stays()
{
    TimeSlider slider;
    slider.append(seconds(0, 10));
    slider.append(seconds(11, 20));
    QVERIFY(!slider.span());
    slider.setSpan({5 * second, slider.bounds().until});
    slider.append(seconds(21, 30));
    QCOMPARE(slider.span(), (TimeSpan{5 * second, 30 * second + 1000}));
    slider.setSpan({5 * second, 6 * second});
    slider.append(seconds(31, 40));
    QCOMPARE(slider.span(), (TimeSpan{5 * second, 6 * second}));
    slider.clear();
    QVERIFY(!slider.span());
}

void TestTimeSlider::steps()
{
    TimeSlider slider;
    QSignalSpy stepped(&slider, &TimeSlider::stepChosen);
    slider.append(seconds(0, 10));
    slider.setSpan({0, 5 * second});
    const auto handles = slider.findChildren<TimeSliderHandle *>();
    QTest::keyClick(handles[0], Qt::Key_Period);
    QTest::keyClick(handles[0], Qt::Key_Comma);
    QCOMPARE(stepped.size(), 2);
    QCOMPARE(stepped[0][0].toLongLong(), 5 * second);
    QCOMPARE(stepped[0][1].toBool(), false);
    QCOMPARE(stepped[1][1].toBool(), true);
}

QTEST_MAIN(TestTimeSlider)
#include "tst_timeslider.moc"
