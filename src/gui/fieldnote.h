// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace gui {

class FilterEdit;

/// The words under a field: what it is for, or, while what stands in it cannot be used, what is wrong.
class FieldNote : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    /// One sentence in place of the hint; empty brings the hint back.
    void setProblem(const QString &sentence);
    /// The same, marking the field too; true when there is no problem.
    bool judge(FilterEdit *field, const QString &problem);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_hint;
    QString m_problem;
};

} // namespace gui
