// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recordinglimits.h"

#include "ui_recordinglimits.h"

namespace gui {

namespace {

constexpr qint64 mebibyte = 1024LL * 1024;
constexpr qint64 minute = 60; // s

} // namespace

RecordingLimits::RecordingLimits(store::CaptureLimits limits, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RecordingLimits>())
{
    m_ui->setupUi(this);
    m_ui->sizeBox->setValue(int(limits.bytes / mebibyte));
    m_ui->ageBox->setValue(int(limits.age.count() / minute));
    m_ui->sizeBox->selectAll();
}

RecordingLimits::~RecordingLimits() = default;

store::CaptureLimits RecordingLimits::limits() const
{
    return {m_ui->sizeBox->value() * mebibyte, std::chrono::seconds(m_ui->ageBox->value() * minute)};
}

} // namespace gui
