#include "site/folderview.h"
#include "site/pages.h"
namespace site {
Reply folderReply(const Question &question)
{
    return errorReply(question, Rule::NoIndex);
}
} // namespace site
