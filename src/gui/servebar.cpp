// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/servebar.h"

#include "ui_servebar.h"

#include <QDir>
#include <QEvent>
#include <QFocusEvent>
#include <QLineEdit>
#include <QTextDocumentFragment>

namespace gui {
namespace {

constexpr int RecentFolders = 10;

} // namespace

ServeBar::ServeBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ServeBar>())
{
    m_ui->setupUi(this);
    QFont big = font();
    big.setBold(true);
    m_ui->startButton->setFont(big);
    // No completion from the list: Enter on a path that only begins like a recent one must open the path
    // typed.
    m_ui->folderBox->setCompleter(nullptr);
    QLineEdit *edit = m_ui->folderBox->lineEdit();
    // A folder that is dropped here is for the window, not text.
    edit->setAcceptDrops(false);
    m_ui->portBox->findChild<QLineEdit *>()->setAcceptDrops(false);
    edit->setAccessibleName(m_ui->folderBox->accessibleName());
    edit->setToolTip(m_ui->folderBox->toolTip());
    edit->setPlaceholderText(tr("Choose a folder to serve"));
    connect(edit, &QLineEdit::returnPressed, this, [this] { emit folderChosen(folder()); });
    connect(m_ui->folderBox, &QComboBox::activated, this, [this] { emit folderChosen(folder()); });
    connect(m_ui->portBox, &QSpinBox::valueChanged, this,
            [this](int port) { emit portChosen(quint16(port)); });
    connect(m_ui->addressLabel, &QLabel::linkActivated, this, &ServeBar::addressActivated);
    m_ui->addressLabel->installEventFilter(this);
    showStopped();
}

ServeBar::~ServeBar() = default;

void ServeBar::setActions(const Actions &actions)
{
    m_ui->startButton->setDefaultAction(actions.startStop);
    m_ui->browseButton->setDefaultAction(actions.browse);
    m_ui->copyButton->setDefaultAction(actions.copyAddress);
    m_ui->networkButton->setDefaultAction(actions.network);
    m_ui->networkPanelButton->setDefaultAction(actions.networkPanel);
    m_ui->settingsButton->setDefaultAction(actions.settings);
}

QString ServeBar::folder() const
{
    const QString typed = m_ui->folderBox->currentText().trimmed();
    return typed.isEmpty() ? typed : QDir::fromNativeSeparators(typed);
}

void ServeBar::setFolder(const QString &folder)
{
    m_ui->folderBox->setEditText(QDir::toNativeSeparators(folder));
}

QStringList ServeBar::recentFolders() const
{
    QStringList folders;
    for (int i = 0; i < m_ui->folderBox->count(); ++i)
        folders.append(QDir::fromNativeSeparators(m_ui->folderBox->itemText(i)));
    return folders;
}

void ServeBar::setRecentFolders(const QStringList &folders)
{
    const QString shown = folder();
    m_ui->folderBox->clear();
    for (const QString &each : folders.first(std::min<qsizetype>(folders.size(), RecentFolders)))
        m_ui->folderBox->addItem(QDir::toNativeSeparators(each));
    setFolder(shown);
}

void ServeBar::remember(const QString &folder)
{
    QStringList folders = recentFolders();
    folders.removeAll(folder);
    folders.prepend(folder);
    setRecentFolders(folders);
}

void ServeBar::focusFolder()
{
    m_ui->folderBox->lineEdit()->setFocus(Qt::OtherFocusReason);
    m_ui->folderBox->lineEdit()->selectAll();
}

void ServeBar::setPort(quint16 port)
{
    m_ui->portBox->setValue(port);
}

void ServeBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // A label keeps the colour that a link had when its text was set.
    if (event->type() == QEvent::PaletteChange) {
        const QString address = m_ui->addressLabel->text();
        m_ui->addressLabel->clear();
        m_ui->addressLabel->setText(address);
    }
}

/// Reached by Tab, the label would show its link only at the next one.
bool ServeBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->addressLabel && event->type() == QEvent::FocusIn) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        const QString shown = QTextDocumentFragment::fromHtml(m_ui->addressLabel->text()).toPlainText();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            m_ui->addressLabel->setSelection(1, int(shown.size()) - 1);
    }
    return QWidget::eventFilter(watched, event);
}

void ServeBar::showServing(const QString &url)
{
    // A label whose text begins with its link keeps the focus from Shift+Tab: a space of no width goes before
    // it.
    m_ui->addressLabel->setText(QStringLiteral("&#8203;<a href=\"%1\">%1</a>").arg(url.toHtmlEscaped()));
    m_ui->addressLabel->setEnabled(true);
    m_ui->portBox->setEnabled(false);
}

void ServeBar::showStopped()
{
    m_ui->addressLabel->setText(tr("not serving"));
    m_ui->addressLabel->setEnabled(false);
    m_ui->portBox->setEnabled(true);
}

} // namespace gui
