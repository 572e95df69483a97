// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"

#include <QObject>

#include <optional>

namespace gui {

class FilterEdit;

/// What is written in a filter field, read: invalid text is marked where it is wrong, and the last valid
/// filter stays. Lives in the window's thread.
class FilterInput : public QObject
{
    Q_OBJECT
public:
    /// The edit owns this.
    explicit FilterInput(FilterEdit *edit);

    /// The last valid one.
    [[nodiscard]] const trace::Filter &filter() const { return m_filter; }
    /// What is wrong with the text, as a sentence; nothing when it is valid.
    [[nodiscard]] const std::optional<QString> &fault() const { return m_fault; }

signals:
    void changed(); ///< the text was read, valid or not

private:
    void read();

    FilterEdit *m_edit;
    trace::Filter m_filter;
    std::optional<QString> m_fault;
};

} // namespace gui
