// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturelimitsdialog.h"

#include "gui/recording.h"
#include "gui/tabular.h"
#include "models/format.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>

namespace gui {

namespace {

using namespace std::chrono_literals;

constexpr double BytesPerMb = 1e6, SecondsPerHour = 3600;
constexpr double MostMb = 10e6, MostHours = 87'600; // ten terabytes, ten years

} // namespace

CaptureLimitsDialog::CaptureLimitsDialog(Recording &recording, QWidget *parent)
    : QDialog(parent)
    , m_recording(recording)
    , m_size(new QDoubleSpinBox(this))
    , m_age(new QDoubleSpinBox(this))
    , m_now(new QLabel(this))
{
    setWindowTitle(tr("Recording limits"));
    makeFields();
    m_size->setValue(double(recording.limits().bytes) / BytesPerMb);
    m_age->setValue(double(recording.limits().age.count()) / SecondsPerHour);
    for (QDoubleSpinBox *box : {m_size, m_age})
        connect(box, &QDoubleSpinBox::valueChanged, this, &CaptureLimitsDialog::apply);
    connect(&m_tick, &QTimer::timeout, this, &CaptureLimitsDialog::showSize);
    connect(&recording, &Recording::onChanged, this, &CaptureLimitsDialog::showSize);
    showSize();
}

void CaptureLimitsDialog::makeFields()
{
    m_size->setDecimals(0);
    m_size->setRange(0, MostMb);
    m_size->setSingleStep(100);
    m_size->setSuffix(tr(" MB"));
    m_size->setAccessibleName(tr("Largest size"));
    m_age->setDecimals(1);
    m_age->setRange(0, MostHours);
    m_age->setSuffix(tr(" h"));
    m_age->setAccessibleName(tr("Greatest age"));
    for (QDoubleSpinBox *box : {m_size, m_age}) {
        box->setGroupSeparatorShown(true);
        box->setSpecialValueText(tr("no limit"));
        box->setKeyboardTracking(false); // 5 on the way to 5,000 MB would take out what is to stay
    }
    m_now->setAccessibleName(tr("Size now"));
    m_now->setFont(tabularFont(font()));
    auto *note
        = new QLabel(tr("What is over goes, the oldest first, and is counted. Changes count at once, also "
                        "while something is recorded."),
                     this);
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("Largest &size:"), m_size);
    layout->addRow(tr("Greatest &age:"), m_age);
    layout->addRow(tr("Now:"), m_now);
    layout->addRow(note);
    layout->addRow(buttons);
}

void CaptureLimitsDialog::apply()
{
    m_recording.setLimits({qRound64(m_size->value() * BytesPerMb),
                           std::chrono::seconds(qRound64(m_age->value() * SecondsPerHour))});
}

void CaptureLimitsDialog::showSize()
{
    const QLocale locale;
    if (!m_recording.isOn())
        return m_now->setText(tr("nothing is recorded"));
    m_now->setText(tr("%1 in %2")
                       .arg(models::format::bytes(m_recording.fileBytes(), locale),
                            QFileInfo(m_recording.path()).fileName()));
}

void CaptureLimitsDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    showSize();
    m_tick.start(1s);
}

void CaptureLimitsDialog::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QDialog::hideEvent(event);
}

} // namespace gui
