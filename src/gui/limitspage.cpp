// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/limitspage.h"

#include "ui_limitspage.h"

#include <QDoubleSpinBox>

namespace gui {

LimitsPage::LimitsPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::LimitsPage>())
{
    m_ui->setupUi(this);
    m_ui->fields->setColumnStretch(3, 1);
    for (const LimitField &field : limitFields()) {
        if (m_boxes.empty() || field.group != (&field - 1)->group)
            addGroup(field.group);
        addField(field);
    }
}

LimitsPage::~LimitsPage() = default;

void LimitsPage::addGroup(LimitGroup group)
{
    auto *title = new QLabel(heading(group), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setContentsMargins(0, m_boxes.empty() ? 0 : 6, 0, 0);
    m_ui->fields->addWidget(title, m_ui->fields->rowCount(), 0, 1, 4);
}

void LimitsPage::addField(const LimitField &field)
{
    auto *box = new QDoubleSpinBox(this);
    box->setObjectName(QLatin1String(field.key));
    box->setDecimals(field.unit == LimitUnit::Seconds ? 1 : 0);
    box->setRange(double(field.least) / double(scale(field.unit)),
                  double(field.most) / double(scale(field.unit)));
    box->setGroupSeparatorShown(true);
    box->setSuffix(suffix(field.unit));
    if (field.offAtZero)
        box->setSpecialValueText(tr("no limit"));
    box->setMinimumWidth(130);
    box->setToolTip(field.hintText());
    box->setAccessibleName(field.labelText().remove(u'&'));
    connect(box, &QDoubleSpinBox::valueChanged, this, &SettingsPage::edited);

    auto *label = new QLabel(field.labelText(), this);
    label->setBuddy(box);
    const qint64 standard = field.get({});
    const QString standardText = field.offAtZero && standard == 0
        ? tr("no limit")
        : box->textFromValue(double(standard) / double(scale(field.unit))) + box->suffix();
    const int row = m_ui->fields->rowCount();
    m_ui->fields->addWidget(label, row, 0);
    m_ui->fields->addWidget(box, row, 1);
    m_ui->fields->addWidget(new FieldNote(tr("default %1").arg(standardText), this), row, 2);
    auto *note = new FieldNote(field.hintText(), this);
    note->setWordWrap(true);
    m_ui->fields->addWidget(note, row, 3);
    m_boxes.push_back(box);
}

void LimitsPage::load(const net::ServerConfig &config)
{
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        const LimitField &field = limitFields()[i];
        m_boxes[i]->setValue(double(field.get(config.limits)) / double(scale(field.unit)));
    }
}

void LimitsPage::store(net::ServerConfig &config) const
{
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        const LimitField &field = limitFields()[i];
        field.set(config.limits, qRound64(m_boxes[i]->value() * double(scale(field.unit))));
    }
}

} // namespace gui
