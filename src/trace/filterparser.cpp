// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterparser.h"

#include <algorithm>
#include <utility>

namespace trace {

namespace {

bool isKeyLetter(QChar c)
{
    return c == u'-' || (c.unicode() < 0x80 && c.isLetter());
}

/// Whether what stands between slashes means more than its letters.
bool isExpression(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return QStringView(u"\\^$.|?*+()[]{}").contains(c); });
}

} // namespace

tl::expected<Filter, FilterError> Filter::parse(const QString &text)
{
    return FilterParser(text).read();
}

tl::expected<Filter, FilterError> FilterParser::read()
{
    Filter filter;
    skipSpace();
    if (atEnd())
        return filter;
    auto root = any();
    if (!root)
        return tl::make_unexpected(root.error());
    if (!atEnd()) { // nothing else ends a sequence of terms
        ++m_at;
        return error(m_at - 1,
                     tr("There is no opening parenthesis for this one. To look for it, put it in "
                        "quotes."));
    }
    filter.m_root = std::make_shared<const Node>(*std::move(root));
    return filter;
}

auto FilterParser::any() -> Result
{
    Node node{Node::Kind::Any, {}, {}};
    for (;;) {
        auto part = all();
        if (!part)
            return part;
        if (part->kind == Node::Kind::Any)
            std::move(part->parts.begin(), part->parts.end(), std::back_inserter(node.parts));
        else
            node.parts.push_back(*std::move(part));
        if (peek() != u'|')
            return node.parts.size() == 1 ? std::move(node.parts.front()) : std::move(node);
        ++m_at;
        skipSpace();
    }
}

auto FilterParser::all() -> Result
{
    Node node{Node::Kind::All, {}, {}};
    while (!atEnd() && peek() != u'|' && peek() != u')') {
        auto part = unary();
        if (!part)
            return part;
        if (part->kind == Node::Kind::All)
            std::move(part->parts.begin(), part->parts.end(), std::back_inserter(node.parts));
        else
            node.parts.push_back(*std::move(part));
        skipSpace();
    }
    if (node.parts.empty()) {
        const qsizetype at = std::min(m_at, m_text.size() - 1);
        m_at = at + 1;
        return error(at, tr("A term is missing here: | stands between two, as in path:/a | path:/b."));
    }
    return node.parts.size() == 1 ? std::move(node.parts.front()) : std::move(node);
}

auto FilterParser::unary() -> Result
{
    const qsizetype start = m_at;
    if (m_level == mostLevels) {
        ++m_at;
        return error(start, tr("This is nested too deeply: take some parentheses away."));
    }
    ++m_level;
    auto result = peek() == u'-' || peek() == u'!' ? negation() : peek() == u'(' ? group() : term();
    --m_level;
    return result;
}

auto FilterParser::negation() -> Result
{
    const qsizetype start = m_at++;
    if (isBoundary(m_at))
        return error(start, tr("A term has to follow the minus at once, as in -path:/favicon."));
    auto part = unary();
    if (!part)
        return part;
    if (part->kind == Node::Kind::Not)
        return Node(std::move(part->parts.front()));
    Node node{Node::Kind::Not, {}, {}};
    node.parts.push_back(*std::move(part));
    return node;
}

auto FilterParser::group() -> Result
{
    const qsizetype start = m_at++;
    skipSpace();
    if (peek() == u')') {
        ++m_at;
        return error(start, tr("Nothing stands between the parentheses."));
    }
    auto inside = atEnd() ? Result(Node()) : any();
    if (!inside)
        return inside;
    if (atEnd())
        return tl::make_unexpected(FilterError{start, 1, tr("The closing parenthesis is missing.")});
    ++m_at;
    return inside;
}

auto FilterParser::term() -> Result
{
    if (peek() == u'~' && m_at + 1 < m_text.size() && isKeyLetter(m_text[m_at + 1]))
        return alias();
    FilterKey which = FilterKey::Word;
    const auto sign = key(which);
    if (!sign)
        return tl::make_unexpected(sign.error());
    const qsizetype from = m_at;
    auto read = value(which != FilterKey::Word && !*sign);
    if (!read)
        return tl::make_unexpected(read.error());
    if (*sign && signOf(read->text))
        return error(from, tr("This key compares by itself: write the size alone, as in larger-than:10k."));
    if (*sign)
        read->sign = *sign;
    return made(which, *read, from);
}

/// Letters and minus up to a colon are a key, unless they begin an address such as http://. Gives the sign
/// that the name itself says.
tl::expected<std::optional<Relation>, FilterError> FilterParser::key(FilterKey &key)
{
    qsizetype colon = m_at;
    while (colon < m_text.size() && isKeyLetter(m_text[colon]))
        ++colon;
    if (colon == m_at || colon >= m_text.size() || m_text[colon] != u':'
        || m_text.sliced(colon).startsWith(u"://"))
        return std::nullopt;
    const QStringView name = m_text.sliced(m_at, colon - m_at);
    const qsizetype start = std::exchange(m_at, colon + 1);
    const auto named = keyNamed(name);
    if (!named)
        return error(start, noSuchKey(name));
    key = named->key;
    return named->sign;
}

auto FilterParser::value(bool takesSign) -> Value
{
    ValueText value;
    if (takesSign) {
        if (const auto sign = signOf(m_text.sliced(m_at))) {
            value.sign = sign->relation;
            m_at += sign->length;
        }
    }
    const qsizetype start = m_at;
    if (peek() == u'"') {
        auto read = quoted();
        if (read)
            read->sign = value.sign;
        return read;
    }
    if (auto expression = pattern()) {
        value.form = ValueText::Form::Pattern;
        value.text = *std::move(expression);
        return value;
    }
    value.text = word();
    if (value.text.isEmpty())
        return error(start - 1,
                     value.sign ? tr("A value has to follow %1 at once.").arg(textOf(*value.sign))
                                : tr("A value has to follow the colon at once."));
    return value;
}

/// A backslash takes the next character as it is.
auto FilterParser::quoted() -> Value
{
    const qsizetype start = m_at++;
    ValueText value{ValueText::Form::Quoted, {}, {}};
    for (; !atEnd() && peek() != u'"'; ++m_at) {
        if (peek() == u'\\' && m_at + 1 < m_text.size())
            ++m_at;
        value.text.append(peek());
    }
    if (atEnd())
        return error(start, tr("The closing quote is missing."));
    ++m_at;
    if (value.text.isEmpty())
        return error(start, tr("Nothing stands between the quotes."));
    return value;
}

/// Up to white space, | or a closing parenthesis that none in the word opens.
QString FilterParser::word()
{
    const qsizetype start = m_at;
    int open = 0;
    for (; !atEnd() && !peek().isSpace() && peek() != u'|'; ++m_at) {
        if (peek() == u'(')
            ++open;
        else if (peek() == u')' && --open < 0)
            break;
    }
    return m_text.sliced(start, m_at - start).toString();
}

/// What stands between slashes, when that is a regular expression: it means more than its letters, or an i
/// stands behind it. White space in it needs a backslash. Else nothing is read.
std::optional<QString> FilterParser::pattern()
{
    if (peek() != u'/')
        return std::nullopt;
    bool inClass = false;
    qsizetype at = m_at + 1;
    for (; at < m_text.size() && (inClass || m_text[at] != u'/'); ++at) {
        if (m_text[at] == u'\\' && at + 1 < m_text.size())
            ++at;
        else if (m_text[at].isSpace())
            return std::nullopt;
        else if (m_text[at] == u'[')
            inClass = true;
        else if (m_text[at] == u']')
            inClass = false;
    }
    if (at >= m_text.size() || at == m_at + 1)
        return std::nullopt;
    const QStringView inside = m_text.sliced(m_at + 1, at - m_at - 1);
    const bool hasFlag = at + 1 < m_text.size() && m_text[at + 1] == u'i';
    const qsizetype end = at + (hasFlag ? 2 : 1);
    if (!isBoundary(end) || (!hasFlag && !isExpression(inside)))
        return std::nullopt;
    m_at = end;
    return inside.toString();
}

auto FilterParser::alias() -> Result
{
    const qsizetype start = m_at++;
    const qsizetype nameAt = m_at;
    while (!atEnd() && isKeyLetter(peek()))
        ++m_at;
    const auto alias = aliasNamed(m_text.sliced(nameAt, m_at - nameAt));
    if (!alias)
        return error(start,
                     tr("There is no such ~ term; known are ~m ~c ~u ~d ~h ~hq ~hs ~t ~b ~src with a "
                        "value, and ~s ~q ~e. To look for the text itself, put it in quotes."));
    if (!alias->word.isEmpty()) {
        auto whole = made(alias->key, {ValueText::Form::Plain, {}, alias->word}, start);
        if (!whole || !alias->negated)
            return whole;
        Node node{Node::Kind::Not, {}, {}};
        node.parts.push_back(*std::move(whole));
        return node;
    }
    skipSpace();
    const qsizetype from = m_at;
    auto value = aliasValue();
    if (!value)
        return tl::make_unexpected(value.error());
    const auto kind = filterKey(alias->key).value;
    if (kind == FilterValue::Text || kind == FilterValue::Exact)
        value->form = ValueText::Form::Pattern;
    return made(alias->key, *value, from);
}

auto FilterParser::aliasValue() -> Value
{
    if (isBoundary(m_at)) {
        const qsizetype at = std::min(m_at, m_text.size()) - 1;
        return error(at, tr("A value has to follow, as in ~m GET."));
    }
    return value(false);
}

auto FilterParser::made(FilterKey key, const ValueText &value, qsizetype from) const -> Result
{
    auto term = makeTerm(key, value);
    if (!term)
        return error(from, term.error());
    return Node{Node::Kind::Term, *std::move(term), {}};
}

void FilterParser::skipSpace()
{
    while (!atEnd() && peek().isSpace())
        ++m_at;
}

bool FilterParser::isBoundary(qsizetype at) const
{
    return at >= m_text.size() || m_text[at].isSpace() || m_text[at] == u'|' || m_text[at] == u')';
}

tl::unexpected<FilterError> FilterParser::error(qsizetype from, const QString &sentence) const
{
    return tl::make_unexpected(FilterError{from, std::max<qsizetype>(m_at - from, 1), sentence});
}

} // namespace trace
