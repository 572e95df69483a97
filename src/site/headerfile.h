// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/fieldrule.h"
#include "site/rulestext.h"

#include <QByteArrayView>
#include <QList>

#include <vector>

namespace site {

/// The rules of a _headers file, in the language of the static hosts that read such files: lines with an
/// address pattern, each followed by lines "Name: value" or, to take a field away, "! Name". Immutable; may
/// be read from any thread at once.
class HeaderFile
{
public:
    /// Never fails: what cannot be understood is left out and becomes a problem. Reads up to rulesFileLimit
    /// bytes.
    [[nodiscard]] static HeaderFile parse(QByteArrayView text);

    /// For withRules(), in the order of the lines.
    [[nodiscard]] const std::vector<FieldRule> &rules() const { return m_rules; }
    /// In the order of the lines.
    [[nodiscard]] const QList<RulesProblem> &problems() const { return m_problems; }

private:
    std::vector<FieldRule> m_rules;
    QList<RulesProblem> m_problems;
};

} // namespace site
