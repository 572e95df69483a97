// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filter.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace trace {

namespace {

enum class Key : quint8 { Word, Method, Path, Status, Client, Conn, MimeType, Outcome, LargerThan };
enum class Relation : quint8 { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Class };

struct KeyName
{
    QLatin1StringView name;
    Key key;
};

constexpr std::array keyNames{
    KeyName{QLatin1StringView("method"), Key::Method},
    KeyName{QLatin1StringView("path"), Key::Path},
    KeyName{QLatin1StringView("status-code"), Key::Status},
    KeyName{QLatin1StringView("client"), Key::Client},
    KeyName{QLatin1StringView("conn"), Key::Conn},
    KeyName{QLatin1StringView("mime-type"), Key::MimeType},
    KeyName{QLatin1StringView("outcome"), Key::Outcome},
    KeyName{QLatin1StringView("larger-than"), Key::LargerThan},
};

struct OutcomeName
{
    QLatin1StringView name;
    Outcome outcome;
};

constexpr std::array outcomeNames{
    OutcomeName{QLatin1StringView("in-progress"), Outcome::InProgress},
    OutcomeName{QLatin1StringView("complete"), Outcome::Complete},
    OutcomeName{QLatin1StringView("aborted"), Outcome::Aborted},
    OutcomeName{QLatin1StringView("reset"), Outcome::Reset},
    OutcomeName{QLatin1StringView("timed-out"), Outcome::TimedOut},
    OutcomeName{QLatin1StringView("refused"), Outcome::Refused},
    OutcomeName{QLatin1StringView("file-failed"), Outcome::FileFailed},
    OutcomeName{QLatin1StringView("kicked"), Outcome::Kicked},
    OutcomeName{QLatin1StringView("server-stopped"), Outcome::ServerStopped},
};

template <typename Names>
QString listed(const Names &names)
{
    QStringList list;
    for (const auto &entry : names)
        list.append(entry.name);
    return list.join(QLatin1StringView(", "));
}

template <typename Names>
auto named(const Names &names, QStringView name)
{
    return std::find_if(names.begin(), names.end(), [name](const auto &entry) {
        return name.compare(entry.name, Qt::CaseInsensitive) == 0;
    });
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

/// Text that is looked for in bytes from the wire, which are taken for UTF-8; case does not matter.
class Needle
{
public:
    explicit Needle(const QString &text)
        : m_text(text)
        , m_bytes(text.toLower().toUtf8())
        , m_ascii(isAscii(m_bytes))
    {
    }

    [[nodiscard]] bool in(QByteArrayView bytes) const
    {
        if (!m_ascii)
            return QString::fromUtf8(bytes).contains(m_text, Qt::CaseInsensitive);
        return std::search(bytes.begin(), bytes.end(), m_bytes.begin(), m_bytes.end(),
                           [](char a, char b) { return lower(a) == b; })
            != bytes.end();
    }

    /// Also in the text that percent-encoding stands for.
    [[nodiscard]] bool inTarget(QByteArrayView target) const
    {
        return in(target)
            || (target.contains('%') && in(QByteArray::fromPercentEncoding(target.toByteArray())));
    }

    [[nodiscard]] bool equals(QByteArrayView bytes) const
    {
        return bytes.compare(m_bytes, Qt::CaseInsensitive) == 0;
    }

private:
    QString m_text;
    QByteArray m_bytes; ///< lower case
    bool m_ascii;
};

/// What stands where a request line should be.
QByteArrayView firstLine(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\n');
    return end < 0 ? head : head.first(end);
}

bool wordIn(const Needle &needle, const Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return (target.isEmpty() ? needle.in(firstLine(exchange.requestHead))
                             : needle.in(exchange.methodText()) || needle.inTarget(target))
        || (exchange.status > 0 && needle.in(QByteArray::number(exchange.status)))
        || needle.in(exchange.client.text()) || needle.in(exchange.contentType)
        || needle.in(exchange.why.toUtf8());
}

bool wordIn(const Needle &needle, const ConnectionRecord &connection)
{
    return needle.in(connection.client.text()) || needle.inTarget(connection.currentRequest)
        || (connection.cause != CloseCause::Open && needle.in(sentence(connection.cause).toUtf8()));
}

bool holds(Relation relation, int status, int value)
{
    if (status == 0)
        return false;
    switch (relation) {
    case Relation::Equal: return status == value;
    case Relation::Less: return status < value;
    case Relation::LessOrEqual: return status <= value;
    case Relation::Greater: return status > value;
    case Relation::GreaterOrEqual: return status >= value;
    case Relation::Class: return status / 100 == value;
    }
    return false;
}

} // namespace

struct Filter::Term
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
public:
    Key key = Key::Word;
    bool negated = false;
    QString value; ///< as written, without quotes
    Needle needle{value};
    Relation relation = Relation::Equal;
    qint64 number = 0; ///< status, connection or bytes
    Outcome outcome = Outcome::InProgress;

    [[nodiscard]] bool isIn(const Exchange &exchange) const;
    [[nodiscard]] bool isIn(const ConnectionRecord &connection) const;
    [[nodiscard]] QString meaning() const;
    [[nodiscard]] QString statusMeaning() const;
};

bool Filter::Term::isIn(const Exchange &exchange) const
{
    switch (key) {
    case Key::Word: return wordIn(needle, exchange);
    case Key::Method: return needle.equals(exchange.methodText());
    case Key::Path: return needle.inTarget(exchange.targetText());
    case Key::Status: return holds(relation, exchange.status, int(number));
    case Key::Client: return needle.in(exchange.client.text());
    case Key::Conn: return exchange.connection == quint64(number);
    case Key::MimeType: return needle.in(exchange.contentType);
    case Key::Outcome: return exchange.outcome == outcome;
    case Key::LargerThan: return exchange.bodySent >= number;
    }
    return false;
}

bool Filter::Term::isIn(const ConnectionRecord &connection) const
{
    switch (key) {
    case Key::Word: return wordIn(needle, connection);
    case Key::Client: return needle.in(connection.client.text());
    case Key::Conn: return connection.id == quint64(number);
    default: return !negated; // says nothing about connections, so it lets them through
    }
}

QString Filter::Term::statusMeaning() const
{
    switch (relation) {
    case Relation::Equal: return negated ? tr("status is not %1") : tr("status is %1");
    case Relation::Less: return negated ? tr("status is not below %1") : tr("status is below %1");
    case Relation::LessOrEqual: return negated ? tr("status is not at most %1") : tr("status is at most %1");
    case Relation::Greater: return negated ? tr("status is not above %1") : tr("status is above %1");
    case Relation::GreaterOrEqual:
        return negated ? tr("status is not at least %1") : tr("status is at least %1");
    case Relation::Class: return negated ? tr("status is not %1xx") : tr("status is %1xx");
    }
    return {};
}

QString Filter::Term::meaning() const
{
    switch (key) {
    case Key::Word: return (negated ? tr("nothing contains %1") : tr("anything contains %1")).arg(value);
    case Key::Method: return (negated ? tr("method is not %1") : tr("method is %1")).arg(value.toUpper());
    case Key::Path: return (negated ? tr("path does not contain %1") : tr("path contains %1")).arg(value);
    case Key::Status: return statusMeaning().arg(number);
    case Key::Client:
        return (negated ? tr("client does not contain %1") : tr("client contains %1")).arg(value);
    case Key::Conn: return (negated ? tr("connection is not %1") : tr("connection is %1")).arg(number);
    case Key::MimeType: return (negated ? tr("type does not contain %1") : tr("type contains %1")).arg(value);
    case Key::Outcome: return (negated ? tr("outcome is not %1") : tr("outcome is %1")).arg(value.toLower());
    case Key::LargerThan:
        return (negated ? tr("size is below %1 bytes") : tr("size is at least %1 bytes"))
            .arg(QLocale().toString(number));
    }
    return {};
}

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
    const auto found = named(keyNames, name);
    if (found == keyNames.end())
        return error(start,
                     tr("There is no key %1. The keys are %2. To look for the text itself, put it in quotes.")
                         .arg(name, listed(keyNames)));
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
    case Key::Word:
    case Key::Method:
    case Key::Path:
    case Key::Client:
    case Key::MimeType: return {};
    case Key::Status: return status(term, from);
    case Key::LargerThan: return size(term, from);
    case Key::Conn: {
        bool isNumber = false;
        term.number = term.value.toLongLong(&isNumber);
        if (!isNumber || term.number < 1)
            return error(from, tr("A connection is a number, as in conn:4."));
        return {};
    }
    case Key::Outcome: {
        const auto found = named(outcomeNames, term.value);
        if (found == outcomeNames.end())
            return error(from, tr("An outcome is one of %1.").arg(listed(outcomeNames)));
        term.outcome = found->outcome;
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

bool Filter::matches(const Exchange &exchange) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&exchange](const auto &term) { return term->isIn(exchange) != term->negated; });
}

bool Filter::matches(const ConnectionRecord &connection) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&connection](const auto &term) { return term->isIn(connection) != term->negated; });
}

QString Filter::meaning() const
{
    if (isEmpty())
        return Parser::tr("everything");
    QStringList meanings;
    for (const auto &term : m_terms)
        meanings.append(term->meaning());
    return meanings.join(Parser::tr(" and "));
}

} // namespace trace
