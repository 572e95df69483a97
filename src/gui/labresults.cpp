// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labresults.h"

#include "gui/elidedlabel.h"
#include "gui/labplots.h"
#include "gui/tabular.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSaveFile>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gui {
namespace {

constexpr QLatin1String LinearKey("lab/linear");
constexpr QLatin1String TableKey("lab/table");

tl::expected<void, QString> unwritable(const QString &path, const QString &reason)
{
    return tl::unexpected(LabResults::tr("%1 cannot be written: %2. Choose another place.")
                              .arg(QDir::toNativeSeparators(path), reason));
}

tl::expected<void, QString> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return unwritable(path, file.errorString());
    return {};
}

} // namespace

LabResults::LabResults(QWidget *parent)
    : QWidget(parent)
    , m_scale(new QComboBox)
    , m_asTable(new QToolButton)
    , m_save(new QToolButton)
    , m_reading(new ElidedLabel)
    , m_parts(new QStackedWidget)
    , m_nothing(new QLabel(tr("Run: the plots appear here while it is measured.")))
    , m_remarks(new QLabel)
    , m_plots(new LabPlots)
    , m_table(new QTableView)
{
    makeControls();
    makeTable();
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setAutoFillBackground(true);
    m_nothing->setBackgroundRole(QPalette::Base);
    for (QWidget *part : std::initializer_list<QWidget *>{m_nothing, m_plots, m_table})
        m_parts->addWidget(part);
    auto *controls = new QHBoxLayout;
    controls->addWidget(m_scale);
    controls->addWidget(m_asTable);
    controls->addWidget(m_save);
    controls->addSpacing(8);
    controls->addWidget(m_reading, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(controls);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_remarks);
    m_remarks->setAccessibleName(tr("Remarks"));
    m_remarks->setForegroundRole(QPalette::PlaceholderText);
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->hide();
    showPart();
}

void LabResults::makeControls()
{
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setAccessibleName(tr("Axes"));
    m_scale->setToolTip(
        tr("Logarithmic axes show all sizes beside each other, linear ones how large they are"));
    m_scale->addItem(tr("Logarithmic"), int(models::LabScale::Logarithmic));
    m_scale->addItem(tr("Linear"), int(models::LabScale::Linear));
    m_asTable->setObjectName(QStringLiteral("asTable"));
    m_asTable->setText(tr("Table"));
    m_asTable->setToolTip(tr("Show the numbers instead of the curves"));
    m_asTable->setCheckable(true);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setText(tr("Save…"));
    m_save->setToolTip(tr("Keep the plots as a picture, or the numbers as a table"));
    for (QToolButton *button : {m_asTable, m_save}) {
        button->setAccessibleName(button->text());
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_reading->setFont(tabularFont(font()));
    connect(m_scale, &QComboBox::currentIndexChanged, this,
            [this] { m_plots->setScale(models::LabScale(m_scale->currentData().toInt())); });
    connect(m_asTable, &QToolButton::toggled, this, &LabResults::showPart);
    connect(m_save, &QToolButton::clicked, this, &LabResults::askWhere);
    connect(m_plots, &LabPlots::read, this, [this](const QString &words) { m_reading->setFullText(words); });
}

void LabResults::makeTable()
{
    m_table->setObjectName(QStringLiteral("labNumbers"));
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Numbers measured"));
    m_table->setToolTip(tr("A row for each loop at each number of idle clients"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setFont(tabularFont(font()));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

void LabResults::showPart()
{
    const bool any = m_model.rowCount() > 0;
    m_save->setEnabled(any);
    m_scale->setEnabled(!m_asTable->isChecked());
    m_parts->setCurrentWidget(m_asTable->isChecked() ? static_cast<QWidget *>(m_table)
                                  : any              ? static_cast<QWidget *>(m_plots)
                                                     : m_nothing);
}

void LabResults::begin(const lab::Options &options)
{
    m_result = {};
    m_result.options = options;
    for (const lab::Loop loop : options.loops)
        m_result.loops.push_back({loop, {}});
    m_model.clear();
    m_remarks->hide();
    m_plots->show(m_result.loops, m_result.options.idle);
    showPart();
}

void LabResults::add(lab::Loop loop, const lab::Point &point)
{
    const auto series = std::find_if(m_result.loops.begin(), m_result.loops.end(),
                                     [loop](const lab::Series &one) { return one.loop == loop; });
    if (series == m_result.loops.end())
        return;
    series->points.push_back(point);
    m_model.add(loop, point);
    m_plots->show(m_result.loops, m_result.options.idle);
    showPart();
}

void LabResults::finish(const lab::Result &result)
{
    m_result = result;
    m_plots->show(m_result.loops, m_result.options.idle);
    m_remarks->setText(m_result.remarks.join(u' '));
    m_remarks->setVisible(!m_result.remarks.isEmpty());
}

tl::expected<void, QString> LabResults::saveTo(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QStringLiteral("csv"))
        return writeFile(path, lab::csv(m_result));
    if (ending == QStringLiteral("json"))
        return writeFile(path, lab::json(m_result));
    if (ending != QStringLiteral("png") && ending != QStringLiteral("svg"))
        return tl::unexpected(
            tr("End the name with .png or .svg for a picture, .csv or .json for the numbers."));
    // QCustomPlot does not tell why it cannot: the file does.
    QSaveFile probe(path);
    if (!probe.open(QIODevice::WriteOnly))
        return unwritable(path, probe.errorString());
    probe.cancelWriting();
    if (!m_plots->savePicture(path))
        return unwritable(path, tr("the disk does not take it"));
    return {};
}

void LabResults::askWhere()
{
    auto *dialog = new QFileDialog(this, tr("Save the comparison"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const std::pair<QString, QString> kinds[] = {{tr("Picture (*.png)"), QStringLiteral("png")},
                                                 {tr("Drawing (*.svg)"), QStringLiteral("svg")},
                                                 {tr("Numbers (*.csv)"), QStringLiteral("csv")},
                                                 {tr("Numbers (*.json)"), QStringLiteral("json")}};
    QStringList filters;
    for (const auto &[filter, ending] : kinds)
        filters += filter;
    dialog->setNameFilters(filters);
    dialog->selectFile(QDir::home().filePath(QStringLiteral("porthole-lab")));
    dialog->setDefaultSuffix(kinds[0].second);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(u'.', -1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto saved = saveTo(path); !saved)
            emit failed(saved.error());
    });
    dialog->open();
}

void LabResults::save(QSettings &settings) const
{
    settings.setValue(LinearKey, m_scale->currentData().toInt() == int(models::LabScale::Linear));
    settings.setValue(TableKey, m_asTable->isChecked());
}

void LabResults::restore(const QSettings &settings)
{
    const auto scale
        = settings.value(LinearKey).toBool() ? models::LabScale::Linear : models::LabScale::Logarithmic;
    m_scale->setCurrentIndex(m_scale->findData(int(scale)));
    m_asTable->setChecked(settings.value(TableKey).toBool());
}

} // namespace gui
