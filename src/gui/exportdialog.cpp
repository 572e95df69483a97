// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exportdialog.h"

#include "gui/liveview.h"
#include "gui/tabular.h"
#include "trace/log.h"
#include "ui_exportdialog.h"

#include <QAccessible>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>

#include <chrono>

namespace gui {

using namespace std::chrono_literals;
using trace::ExportFormat;

namespace {

QString explanation(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Har:
        return ExportDialog::tr(
            "For the developer tools of browsers and other HTTP debuggers; with bodies, and "
            "all that Porthole knows beside.");
    case ExportFormat::Pcapng:
        return ExportDialog::tr("For Wireshark: the bytes as they went over each connection, in packets.");
    case ExportFormat::Csv:
        return ExportDialog::tr("For spreadsheets: a row for each request, with its times in columns.");
    case ExportFormat::JsonLines:
        return ExportDialog::tr("For scripts: an object on a line for each request.");
    case ExportFormat::Combined:
        return ExportDialog::tr(
            "For programs that read the logs of Apache and nginx: a line for each request.");
    }
    Q_UNREACHABLE();
}

/// "GET /index.html", cut where it is long.
QString nameOf(const trace::Exchange &exchange)
{
    constexpr qsizetype most = 40;
    QString name
        = QString::fromLatin1(exchange.methodText()) + u' ' + QString::fromLatin1(exchange.targetText());
    if (name.size() > most)
        name = name.first(most - 1) + u'…';
    return name.replace(u'&', QStringLiteral("&&")); // a single one would underline what follows
}

} // namespace

ExportDialog::ExportDialog(const LiveView &view, QWidget *parent)
    : QDialog(parent)
    , m_view(view)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_folder(QDir::homePath())
{
    m_ui->setupUi(this);
    for (const ExportFormat format : trace::exportFormats)
        m_ui->format->addItem(trace::title(format), int(format));
    for (QWidget *counted : std::initializer_list<QWidget *>{m_ui->all, m_ui->shown, m_ui->result})
        counted->setFont(tabularFont(font()));
    connectControls();
    connectJob();
    showFormat();
    showSecrets();
    showRunning(false);
    m_ui->showButton->hide();
    m_ui->format->setFocus();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::connectControls()
{
    connect(m_ui->format, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(m_ui->bodies, &QCheckBox::toggled, this, &ExportDialog::showSecrets);
    connect(m_ui->secrets, &QCheckBox::toggled, this, &ExportDialog::showSecrets);
    for (QRadioButton *choice : {m_ui->all, m_ui->shown, m_ui->selected})
        connect(choice, &QRadioButton::toggled, this, &ExportDialog::showCounts);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &ExportDialog::ask);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_ui->showButton, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath())); });
    connect(&m_tick, &QTimer::timeout, this, &ExportDialog::showCounts);
}

void ExportDialog::connectJob()
{
    connect(&m_job, &ExportJob::progressed, m_ui->progress, &QProgressBar::setValue);
    connect(&m_job, &ExportJob::exported, this, [this](const QString &path, qint64 exchanges) {
        const QString name = QFileInfo(path).fileName();
        conclude(exchanges == 1 ? tr("1 request in %1").arg(name)
                                : tr("%1 requests in %2").arg(QLocale().toString(exchanges), name),
                 path);
    });
    connect(&m_job, &ExportJob::cancelled, this, [this] { conclude(tr("Cancelled: nothing was written.")); });
    connect(&m_job, &ExportJob::failed, this, [this](const QString &sentence) { conclude(sentence); });
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_ui->format->currentData().toInt());
}

ExportDialog::Scope ExportDialog::scope() const
{
    if (m_ui->selected->isChecked())
        return Scope::Selected;
    return m_ui->shown->isChecked() ? Scope::Shown : Scope::All;
}

void ExportDialog::showFormat()
{
    m_ui->formatText->setText(explanation(format()));
    m_ui->bodies->setEnabled(trace::takesBodies(format()));
    showSecrets();
}

void ExportDialog::showSecrets()
{
    const bool bodies = trace::takesBodies(format()) && m_ui->bodies->isChecked();
    QString text = m_ui->secrets->isChecked()
        ? tr("⚠ Whoever gets the file can log in as your visitors did: give it to nobody you do not trust.")
        : tr("Credentials and the values of cookies are covered by asterisks.");
    if (bodies && !m_ui->secrets->isChecked())
        text += tr(" Bodies and addresses are not: look through them before you give the file away.");
    m_ui->secretsText->setText(text);
    makeRoom();
}

/// A dialog does not ask labels that wrap how high they are.
void ExportDialog::makeRoom()
{
    setMinimumHeight(layout()->totalMinimumHeightForWidth(minimumWidth()));
}

void ExportDialog::showCounts()
{
    const QLocale locale;
    const qsizetype all = m_view.log().exchanges().size();
    const qsizetype shown = m_view.shownCount();
    const trace::ExchangePtr selected = m_view.selectedExchange();
    m_ui->all->setText(tr("&All (%1)").arg(locale.toString(all)));
    m_ui->shown->setText(m_view.isRebuilding()
                             ? tr("What the fil&ter shows (being filtered)")
                             : tr("What the fil&ter shows (%1)").arg(locale.toString(shown)));
    m_ui->selected->setText(selected ? tr("The &selected one (%1)").arg(nameOf(*selected))
                                     : tr("The &selected one (none is selected)"));
    m_ui->selected->setEnabled(selected != nullptr || m_ui->selected->isChecked());
    const bool isThere = scope() == Scope::Selected ? selected != nullptr
        : scope() == Scope::Shown                   ? shown > 0 && !m_view.isRebuilding()
                                                    : all > 0;
    m_ui->exportButton->setEnabled(isThere && !m_job.isRunning());
}

void ExportDialog::showRunning(bool running)
{
    m_ui->progress->setVisible(running);
    m_ui->cancelButton->setVisible(running);
    m_ui->closeButton->setVisible(!running);
    for (QWidget *choice : std::initializer_list<QWidget *>{m_ui->format, m_ui->which, m_ui->secrets})
        choice->setEnabled(!running);
    m_ui->bodies->setEnabled(!running && trace::takesBodies(format()));
    showCounts();
    makeRoom();
}

void ExportDialog::ask()
{
    const QString suffix = trace::fileSuffix(format());
    const QString name = QDateTime::currentDateTime().toString(QStringLiteral("'porthole-'yyyyMMdd-HHmmss"));
    auto *asked = new QFileDialog(this, tr("Export to"));
    asked->setAttribute(Qt::WA_DeleteOnClose);
    asked->setAcceptMode(QFileDialog::AcceptSave);
    asked->setNameFilter(
        tr("%1 (*.%2);;All files (*)").arg(trace::title(format()).section(u'(', 0, 0).trimmed(), suffix));
    asked->setDefaultSuffix(suffix);
    asked->selectFile(QDir(m_folder).filePath(name + u'.' + suffix));
    connect(asked, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    asked->open();
}

ExportTask ExportDialog::task(const QString &path) const
{
    ExportTask task;
    task.format = format();
    task.path = path;
    task.options.withSecrets = m_ui->secrets->isChecked();
    task.options.withBodies = m_ui->bodies->isChecked();
    const trace::Log &log = m_view.log();
    task.options.evicted = m_evicted + log.evicted();
    if (scope() == Scope::All) {
        const auto &rows = log.exchanges();
        task.exchanges.reserve(size_t(rows.size()));
        for (auto row = rows.first(); row < rows.end(); ++row)
            task.exchanges.push_back(rows.at(row));
    } else if (scope() == Scope::Shown) {
        task.exchanges = m_view.shownExchanges();
        task.options.filter = m_view.shownBy();
    } else if (const trace::ExchangePtr selected = m_view.selectedExchange()) {
        task.exchanges = {selected};
        task.options.evicted = 0; // nothing is missing
    }
    const auto &connections = log.connections();
    task.connections.reserve(connections.size());
    for (auto row = connections.first(); row < connections.end(); ++row)
        task.connections.insert(connections.at(row)->id, connections.at(row));
    return task;
}

void ExportDialog::exportTo(const QString &path)
{
    m_folder = QFileInfo(path).absolutePath();
    m_ui->showButton->hide();
    m_ui->result->clear();
    m_ui->progress->setValue(0);
    m_job.start(task(path));
    showRunning(true);
    m_ui->cancelButton->setFocus();
}

/// With a path when a file was written.
void ExportDialog::conclude(const QString &sentence, const QString &path)
{
    m_path = path;
    showRunning(false);
    m_ui->result->setText(sentence);
    m_ui->result->setToolTip(QDir::toNativeSeparators(path));
    m_ui->showButton->setVisible(!path.isEmpty());
    makeRoom();
    m_ui->exportButton->setFocus();
    setAccessibleDescription(sentence);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ExportDialog::reject()
{
    if (m_job.isRunning())
        m_job.cancel();
    else
        QDialog::reject();
}

void ExportDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    showCounts();
    m_tick.start(500ms);
}

void ExportDialog::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QDialog::hideEvent(event);
}

} // namespace gui
