// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labtext.h"

#include <QLocale>

#include <algorithm>

// Both languages stand here side by side, so that whoever changes one sees the other.

namespace models {
namespace {

struct Words
{
    const char *english;
    const char *chinese;

    [[nodiscard]] QString in(TextLanguage language) const
    {
        return QString::fromUtf8(language == TextLanguage::Chinese ? chinese : english);
    }
};

struct LineWords
{
    Words printed;
    Words meant;
    Words went;
};

// clang-format off
constexpr LineWords beforeAccept{
    {"----1 before accept", "----1 accept 之前"},
    {"Once in every turn the loop asked the listening socket whether a new client was there. Nearly always "
     "none was, and the line was printed all the same.",
     "循环每转一圈，都要问一次监听套接字：有没有新客户端？几乎每次都没有，这一行却照样打印出来。"},
    {"Gone. The listening socket is registered with the system once. The loop sleeps and is woken when a "
     "client is there.",
     "不再需要。监听套接字只向系统登记一次，循环随后休眠；有客户端到来时，系统才把它唤醒。"}};

constexpr LineWords arrived{
    {"----2 a client arrived", "----2 来了一个客户端"},
    {"A client was there this time. Its socket went to the end of the list, to be asked in every turn from "
     "now on.",
     "这一次真的有客户端。它的套接字被放到列表末尾，从此每一圈都要问它一次。"},
    {"Kept. A new row under Connections, and this line in the Console.",
     "保留。“Connections”（连接）里多出一行，“Console”（控制台）里打印这一行。"}};

constexpr LineWords beforeReceive{
    {"----3 before recv", "----3 recv 之前"},
    {"For every client in the list, in every turn, the loop tried to receive, whether the client had sent "
     "something or not. 5,000 silent clients are 5,000 tries in vain before the one that asks has its "
     "answer.",
     "每一圈里，对列表中的每个客户端都要试着接收一次，不管它有没有发来数据。如果有 5,000 个沉默的客户端，"
     "那么在唯一提问的那个得到回答之前，就要白试 5,000 次。"},
    {"Gone. The system hands over only the clients that have sent something. Silent ones cost nothing, "
     "however many there are.",
     "不再需要。系统只交出真正发来数据的客户端；沉默的客户端再多，也不增加任何开销。"}};

constexpr LineWords handled{
    {"----4 handled", "----4 处理完毕"},
    {"The request was answered, the socket closed and taken out of the list.",
     "请求已经回答，套接字被关闭，并从列表中移除。"},
    {"Kept. The request has its row under Requests, with its status and where its time went, and this line "
     "in the Console.",
     "保留。“Requests”（请求）里有它的一行，写明状态以及时间花在哪里；“Console”（控制台）里打印这一行。"}};

constexpr Words title{"The article’s four lines, and where they went", "文章的四行输出，以及它们的去向"};
constexpr Words question{
    "The article ends with a question: when the list of clients grows, going through it takes longer and "
    "longer. What then?",
    "文章最后留下一个问题：客户端列表越来越长，轮询一遍就越来越慢，怎么办？"};
constexpr Words answer{
    "Do not ask every socket; let the system say which ones are ready. That is what epoll does, and what "
    "Porthole is built on.",
    "不要逐个去问，让系统告诉我们哪些套接字已经就绪。epoll 做的正是这件事，Porthole 也正是建立在它之上。"};
constexpr Words meant{"In the article", "在文章里"};
constexpr Words went{"In Porthole", "在 Porthole 里"};
constexpr Words now{"now", "此刻"};
constexpr Words times{"%1 × this turn", "这一圈 %1 次"};
// clang-format on

const LineWords &wordsOf(ArticleLine line)
{
    switch (line) {
    case ArticleLine::BeforeAccept: return beforeAccept;
    case ArticleLine::Arrived: return arrived;
    case ArticleLine::BeforeReceive: return beforeReceive;
    case ArticleLine::Handled: break;
    }
    return handled;
}

} // namespace

QString languageCode(TextLanguage language)
{
    return language == TextLanguage::Chinese ? QStringLiteral("zh") : QStringLiteral("en");
}

TextLanguage textLanguage(const QString &code)
{
    for (const TextLanguage language : {TextLanguage::English, TextLanguage::Chinese}) {
        if (code == languageCode(language))
            return language;
    }
    return QLocale::system().language() == QLocale::Chinese ? TextLanguage::Chinese : TextLanguage::English;
}

ArticleText articleText(ArticleLine line, TextLanguage language)
{
    const LineWords &words = wordsOf(line);
    return {words.printed.in(language), words.meant.in(language), words.went.in(language)};
}

ArticleHeadings articleHeadings(TextLanguage language)
{
    return {title.in(language), question.in(language), answer.in(language), meant.in(language),
            went.in(language),  now.in(language),      times.in(language)};
}

std::array<int, articleLines.size()> timesPrinted(const QStringList &console)
{
    std::array<int, articleLines.size()> times{};
    for (const ArticleLine line : articleLines) {
        const QString mark = QStringLiteral("----%1").arg(int(line) + 1);
        times[size_t(line)]
            = int(std::count_if(console.begin(), console.end(),
                                [&mark](const QString &printed) { return printed.startsWith(mark); }));
    }
    return times;
}

std::optional<ArticleLine> articleLine(lab::Loop loop, const lab::Step &step)
{
    using Kind = lab::Step::Kind;
    const auto ofAsking = [loop](ArticleLine line) {
        const bool asks = loop == lab::Loop::Polling || loop == lab::Loop::Blocking;
        return asks ? std::optional(line) : std::nullopt;
    };
    switch (step.kind) {
    case Kind::Accept: return step.found ? ArticleLine::Arrived : ofAsking(ArticleLine::BeforeAccept);
    case Kind::Receive: return ofAsking(ArticleLine::BeforeReceive);
    case Kind::Close: return ArticleLine::Handled;
    default: return std::nullopt;
    }
}

} // namespace models
