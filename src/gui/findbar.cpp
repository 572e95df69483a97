// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/findbar.h"

#include "gui/contenttext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace gui {

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_finder(new ByteFinder(this))
    , m_kind(new QComboBox)
    , m_what(new QLineEdit)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_close(new QToolButton)
    , m_status(new QLabel)
{
    makeRow();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FindBar::changed);
    connect(m_what, &QLineEdit::textEdited, this, &FindBar::changed);
    connect(m_previous, &QToolButton::clicked, this, [this] { find(Direction::Backward); });
    connect(m_next, &QToolButton::clicked, this, [this] { find(Direction::Forward); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_finder, &ByteFinder::progressed, this,
            [this](int percent) { say(tr("Searching… %1 %").arg(percent)); });
    connect(m_finder, &ByteFinder::missed, this, [this] { say(tr("Not found.")); });
    connect(m_finder, &ByteFinder::failed, this, &FindBar::say);
    connect(m_finder, &ByteFinder::found, this, [this](qint64 offset, bool wentRound) {
        m_hit = offset;
        const QString at = tr("At byte %1.").arg(QLocale().toString(offset));
        say(wentRound ? at + u' ' + tr("The search went on from the other end.") : at);
        emit found(offset, m_length);
    });
    m_what->installEventFilter(this);
    setTarget({});
}

void FindBar::makeRow()
{
    m_kind->setAccessibleName(tr("Find by"));
    m_kind->setToolTip(tr("What is written on the right"));
    m_what->setAccessibleName(tr("Find"));
    m_what->setClearButtonEnabled(true);
    m_status->setAccessibleName(tr("What was found"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    const auto make = [](QToolButton *button, Qt::ArrowType arrow, const QString &name, const QString &key) {
        button->setArrowType(arrow);
        button->setAutoRaise(true);
        button->setAccessibleName(name);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
        button->setFocusPolicy(Qt::TabFocus);
    };
    make(m_previous, Qt::UpArrow, tr("Find previous"), QStringLiteral("Shift+F3"));
    make(m_next, Qt::DownArrow, tr("Find next"), QStringLiteral("F3"));
    make(m_close, Qt::NoArrow, tr("Close the find bar"), tr("Esc"));
    m_close->setText(QStringLiteral("✕"));
    auto *row = new QHBoxLayout;
    for (QWidget *part : std::initializer_list<QWidget *>{m_kind, m_what, m_previous, m_next, m_close})
        row->addWidget(part, part == m_what ? 1 : 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_status);
    setTabOrder(m_kind, m_what);
}

void FindBar::attachTo(QWidget *view)
{
    view->installEventFilter(this);
}

void FindBar::setTarget(FindTarget target)
{
    m_target = std::move(target);
    changed();
    if (!m_target.open)
        return hide();
    if (m_kind->count() == (m_target.areBytes ? 3 : 1))
        return;
    m_kind->clear();
    m_kind->addItem(tr("Text"), QVariant::fromValue(Kind::Text));
    if (m_target.areBytes) {
        m_kind->addItem(tr("Hex digits"), QVariant::fromValue(Kind::Hex));
        m_kind->addItem(tr("Offset"), QVariant::fromValue(Kind::Offset));
    }
    m_kind->setVisible(m_target.areBytes);
}

FindBar::Kind FindBar::kind() const
{
    return m_kind->currentData().value<Kind>();
}

/// What was found, or is searched for, does not hold any more.
void FindBar::changed()
{
    m_finder->cancel();
    m_hit = -1;
    say({});
    m_what->setPlaceholderText(kind() == Kind::Hex          ? tr("for example 48 54 54 50")
                                   : kind() == Kind::Offset ? tr("for example 4096 or 0x1000")
                                                            : tr("Letters large or small"));
    m_previous->setVisible(kind() != Kind::Offset);
    m_next->setVisible(kind() != Kind::Offset);
}

void FindBar::open(Kind kind)
{
    if (kind == Kind::Offset || this->kind() == Kind::Offset)
        m_kind->setCurrentIndex(m_kind->findData(QVariant::fromValue(kind)));
    show();
    m_what->setFocus(Qt::ShortcutFocusReason);
    m_what->selectAll();
}

void FindBar::close()
{
    m_finder->cancel();
    hide();
    if (m_view)
        m_view->setFocus(Qt::OtherFocusReason);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool asks = event->type() == QEvent::ShortcutOverride;
    if (!asks && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    if (watched != m_what && !asks)
        m_view = qobject_cast<QWidget *>(watched);
    if (!takeKey(*static_cast<QKeyEvent *>(event), !asks))
        return QWidget::eventFilter(watched, event);
    event->accept();
    return true;
}

/// Whether the key is ours; does what it means, or only tells.
bool FindBar::takeKey(const QKeyEvent &key, bool does)
{
    if (!m_target.open)
        return false;
    const bool control = key.modifiers() == Qt::ControlModifier;
    const bool shift = key.modifiers() == Qt::ShiftModifier;
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const bool isOurs = m_what->hasFocus();
    std::function<void()> act;
    if (control && key.key() == Qt::Key_F)
        act = [this] { open(Kind::Text); };
    else if (control && key.key() == Qt::Key_G && m_target.areBytes)
        act = [this] { open(Kind::Offset); };
    else if (key.key() == Qt::Key_F3 || (isOurs && isEnter))
        act = [this, shift] { find(shift ? Direction::Backward : Direction::Forward); };
    else if (key.key() == Qt::Key_Escape && isVisible())
        act = [this] { close(); };
    if (act && does)
        act();
    return bool(act);
}

void FindBar::find(Direction direction)
{
    if (m_what->text().isEmpty())
        return open(Kind::Text);
    if (kind() == Kind::Offset)
        return goToOffset();
    const auto bytes = kind() == Kind::Hex ? bytesOfHex(m_what->text())
                                           : std::optional(encoded(m_what->text(), m_target.type));
    if (!bytes)
        return say(tr("Write hex digits in pairs, such as 48 54 54 50."));
    const qint64 here = m_target.place();
    const qint64 from = direction == Direction::Backward ? here - 1 : here + (here == m_hit ? 1 : 0);
    m_length = bytes->size();
    const Needle needle{*bytes, kind() == Kind::Text ? Qt::CaseInsensitive : Qt::CaseSensitive};
    say(tr("Searching…"));
    m_finder->find(m_target.open, needle, from, direction);
}

void FindBar::goToOffset()
{
    const auto offset = offsetOf(m_what->text());
    if (!offset)
        return say(tr("Write an offset, such as 4096 or 0x1000."));
    const qint64 size = m_target.open().map([](const ByteSource &source) { return source.size; }).value_or(0);
    if (*offset >= size)
        return say(tr("The last byte is %1.").arg(QLocale().toString(std::max<qint64>(0, size - 1))));
    say({});
    emit found(*offset, 1);
}

void FindBar::say(const QString &sentence)
{
    m_status->setText(sentence);
    m_status->setVisible(!sentence.isEmpty());
}

} // namespace gui
