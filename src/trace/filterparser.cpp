// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterterm.h"
#include "trace/words.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace trace {

namespace {

struct KeyName
{
    QByteArrayView name;
    FilterKey key;
};

constexpr std::array keyNames{
    KeyName{"method", FilterKey::Method},      KeyName{"path", FilterKey::Path},
    KeyName{"status-code", FilterKey::Status}, KeyName{"client", FilterKey::Client},
    KeyName{"conn", FilterKey::Conn},          KeyName{"mime-type", FilterKey::MimeType},
    KeyName{"outcome", FilterKey::Outcome},    KeyName{"larger-than", FilterKey::LargerThan},
};

constexpr std::array outcomes{
    Outcome::InProgress, Outcome::Complete, Outcome::Aborted,    Outcome::Reset,       Outcome::TimedOut,
    Outcome::Refused,    Outcome::Kicked,   Outcome::FileFailed, Outcome::FileChanged, Outcome::ServerStopped,
};

template <typename Values, typename Name>
QString listed(const Values &values, Name name)
{
    QStringList list;
    for (const auto &value : values)
        list.append(QString::fromLatin1(name(value)));
    return list.join(QLatin1StringView(", "));
}

template <typename Values, typename Name>
auto named(const Values &values, QStringView wanted, Name name)
{
    return std::find_if(values.begin(), values.end(), [&](const auto &value) {
        return wanted.compare(QLatin1StringView(name(value)), Qt::CaseInsensitive) == 0;
    });
}

QByteArrayView keyName(const KeyName &key)
{
    return key.name;
}

QByteArrayView outcomeName(Outcome outcome)
{
    return word(outcome);
}

} // namespace

/// Reads terms from left to right.
class Filter::Parser
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
public:
    explicit Parser(QStringView text)
        : m_text(text)
    {
    }

    /// The next term; null at the end.
    [[nodiscard]] tl::expected<std::shared_ptr<const Term>, FilterError> next();

private:
    using Read = tl::expected<void, FilterError>;

    [[nodiscard]] bool atGap() const { return m_at >= m_text.size() || m_text[m_at].isSpace(); }
    [[nodiscard]] auto error(qsizetype from, const QString &sentence) const
    {
        return tl::make_unexpected(FilterError{from, std::max<qsizetype>(m_at - from, 1), sentence});
    }
    [[nodiscard]] Read key(Term &term);
    [[nodiscard]] Read value(Term &term);
    [[nodiscard]] Read quoted(Term &term);
    [[nodiscard]] Read meaningOfValue(Term &term, qsizetype from) const;
    [[nodiscard]] Read status(Term &term, qsizetype from) const;
    [[nodiscard]] Read size(Term &term, qsizetype from) const;

    QStringView m_text;
    qsizetype m_at = 0;
};

auto Filter::Parser::next() -> tl::expected<std::shared_ptr<const Term>, FilterError>
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    if (m_at == m_text.size())
        return nullptr;

    Term term;
    const qsizetype start = m_at;
    if (m_text[m_at] == u'-') {
        term.negated = true;
        ++m_at;
        if (atGap())
            return error(start, tr("A term has to follow the minus at once, as in -path:/favicon."));
    }
    if (const Read read = key(term); !read)
        return tl::make_unexpected(read.error());
    const qsizetype from = m_at;
    if (const Read read = value(term); !read)
        return tl::make_unexpected(read.error());
    term.needle = Needle(term.value);
    if (const Read read = meaningOfValue(term, from); !read)
        return tl::make_unexpected(read.error());
    return std::make_shared<const Term>(std::move(term));
}

/// Letters and minus up to a colon are a key, unless they begin an address such as http://.
auto Filter::Parser::key(Term &term) -> Read
{
    qsizetype colon = m_at;
    while (colon < m_text.size()
           && (m_text[colon] == u'-' || (m_text[colon].unicode() < 0x80 && m_text[colon].isLetter())))
        ++colon;
    if (colon == m_at || colon >= m_text.size() || m_text[colon] != u':'
        || m_text.sliced(colon).startsWith(u"://"))
        return {};
    const QStringView name = m_text.sliced(m_at, colon - m_at);
    const qsizetype start = std::exchange(m_at, colon + 1);
    const auto found = named(keyNames, name, keyName);
    if (found == keyNames.end())
        return error(start,
                     tr("There is no key %1. The keys are %2. To look for the text itself, put it in quotes.")
                         .arg(name, listed(keyNames, keyName)));
    term.key = found->key;
    return {};
}

auto Filter::Parser::value(Term &term) -> Read
{
    const qsizetype start = m_at;
    if (!atGap() && m_text[m_at] == u'"')
        return quoted(term);
    while (!atGap())
        ++m_at;
    if (m_at == start)
        return error(start - 1, tr("A value has to follow the colon at once."));
    term.value = m_text.sliced(start, m_at - start).toString();
    return {};
}

/// A backslash takes the next character as it is.
auto Filter::Parser::quoted(Term &term) -> Read
{
    const qsizetype start = m_at++;
    for (; m_at < m_text.size() && m_text[m_at] != u'"'; ++m_at) {
        if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
            ++m_at;
        term.value.append(m_text[m_at]);
    }
    if (m_at == m_text.size())
        return error(start, tr("The closing quote is missing."));
    ++m_at;
    if (term.value.isEmpty())
        return error(start, tr("Nothing stands between the quotes."));
    return {};
}

auto Filter::Parser::meaningOfValue(Term &term, qsizetype from) const -> Read
{
    switch (term.key) {
    case FilterKey::Word:
    case FilterKey::Method:
    case FilterKey::Path:
    case FilterKey::Client:
    case FilterKey::MimeType: return {};
    case FilterKey::Status: return status(term, from);
    case FilterKey::LargerThan: return size(term, from);
    case FilterKey::Conn: {
        bool isNumber = false;
        term.number = term.value.toLongLong(&isNumber);
        if (!isNumber || term.number < 1)
            return error(from, tr("A connection is a number, as in conn:4."));
        return {};
    }
    case FilterKey::Outcome: {
        const auto found = named(outcomes, term.value, outcomeName);
        if (found == outcomes.end())
            return error(from, tr("An outcome is one of %1.").arg(listed(outcomes, outcomeName)));
        term.outcome = *found;
        return {};
    }
    }
    return {};
}

auto Filter::Parser::status(Term &term, qsizetype from) const -> Read
{
    struct Sign
    {
        QLatin1StringView text;
        Relation relation;
    };
    static constexpr std::array signs{
        Sign{QLatin1StringView(">="), Relation::GreaterOrEqual},
        Sign{QLatin1StringView("<="), Relation::LessOrEqual},
        Sign{QLatin1StringView(">"), Relation::Greater},
        Sign{QLatin1StringView("<"), Relation::Less},
        Sign{QLatin1StringView("="), Relation::Equal},
    };
    QStringView digits = term.value;
    const auto sign = std::find_if(signs.begin(), signs.end(),
                                   [digits](const Sign &entry) { return digits.startsWith(entry.text); });
    if (sign != signs.end()) {
        term.relation = sign->relation;
        digits = digits.sliced(sign->text.size());
    } else if (digits.size() == 3 && digits.endsWith(u"xx", Qt::CaseInsensitive)) {
        term.relation = Relation::Class;
        digits.chop(2);
    }
    bool isNumber = false;
    term.number = digits.toInt(&isNumber);
    const qint64 least = term.relation == Relation::Class ? 1 : 100;
    if (!isNumber || digits.front() == u'+' || term.number < least || term.number >= least * 10)
        return error(from, tr("A status is written 404, 4xx, >=400 or <500."));
    return {};
}

auto Filter::Parser::size(Term &term, qsizetype from) const -> Read
{
    struct Suffix
    {
        QLatin1StringView text;
        qint64 factor;
    };
    static constexpr std::array suffixes{
        Suffix{QLatin1StringView("Ki"), 1LL << 10}, Suffix{QLatin1StringView("Mi"), 1LL << 20},
        Suffix{QLatin1StringView("Gi"), 1LL << 30}, Suffix{QLatin1StringView("k"), 1000},
        Suffix{QLatin1StringView("M"), 1000000},    Suffix{QLatin1StringView("G"), 1000000000},
    };
    QStringView digits = term.value;
    const auto suffix = std::find_if(suffixes.begin(), suffixes.end(), [digits](const Suffix &entry) {
        return digits.endsWith(entry.text, Qt::CaseInsensitive);
    });
    qint64 factor = 1;
    if (suffix != suffixes.end()) {
        factor = suffix->factor;
        digits.chop(suffix->text.size());
    }
    static const QLocale c = QLocale::c();
    bool isNumber = false;
    const double value = c.toDouble(digits, &isNumber) * double(factor);
    if (!isNumber || !(value >= 0 && value <= 1e15))
        return error(from, tr("A size is written 10000, 10k (k = 1000), 10Ki (Ki = 1024) or 1.5M."));
    term.number = std::llround(value);
    return {};
}

tl::expected<Filter, FilterError> Filter::parse(const QString &text)
{
    Filter filter;
    Parser parser(text);
    for (;;) {
        auto term = parser.next();
        if (!term)
            return tl::make_unexpected(term.error());
        if (!*term)
            return filter;
        filter.m_terms.push_back(*std::move(term));
    }
}

} // namespace trace
