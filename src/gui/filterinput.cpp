// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterinput.h"

#include "gui/filteredit.h"

namespace gui {

FilterInput::FilterInput(FilterEdit *edit)
    : QObject(edit)
    , m_edit(edit)
{
    connect(edit, &QLineEdit::textChanged, this, &FilterInput::read);
}

void FilterInput::read()
{
    const auto filter = trace::Filter::parse(m_edit->text());
    if (filter) {
        m_filter = *filter;
        m_fault.reset();
        m_edit->clearMark();
    } else {
        m_fault = filter.error().sentence;
        m_edit->markWrong(filter.error().offset, filter.error().length);
    }
    emit changed();
}

} // namespace gui
