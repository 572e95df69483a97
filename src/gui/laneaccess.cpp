// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/laneaccess.h"

#include "gui/lanecanvas.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace gui {

namespace {

/// One row. Rows are places, as a list's items are: what stands there changes under them.
class RowAccess : public QAccessibleInterface
{
public:
    RowAccess(LaneCanvas *canvas, int row)
        : m_canvas(canvas)
        , m_row(row)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_canvas && size_t(m_row) < m_canvas->rows().size();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_canvas);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_canvas->rowSentence(size_t(m_row)) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect row = m_canvas->rowRect(size_t(m_row));
        return {m_canvas->viewport()->mapToGlobal(row.topLeft()), row.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = state.focusable = true;
        state.invalid = !isValid();
        const bool isCurrent = isValid() && m_canvas->currentRow() == size_t(m_row);
        state.selected = isCurrent;
        state.focused = isCurrent && m_canvas->hasFocus();
        return state;
    }

private:
    QPointer<LaneCanvas> m_canvas;
    int m_row;
};

class CanvasAccess : public QAccessibleWidget
{
public:
    explicit CanvasAccess(LaneCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::List)
        , m_canvas(canvas)
    {
    }
    Q_DISABLE_COPY_MOVE(CanvasAccess)
    ~CanvasAccess() override
    {
        for (const QAccessible::Id id : std::as_const(m_rows))
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return int(m_canvas->rows().size()); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto known = m_rows.find(index);
        if (known == m_rows.end())
            known = m_rows.insert(index,
                                  QAccessible::registerAccessibleInterface(new RowAccess(m_canvas, index)));
        return QAccessible::accessibleInterface(*known);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row)
            if (QAccessible::accessibleInterface(*row) == wanted)
                return row.key();
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint place = m_canvas->viewport()->mapFromGlobal(QPoint(x, y));
        for (int row = 0; row < childCount(); ++row)
            if (m_canvas->rowRect(size_t(row)).contains(place))
                return child(row);
        return nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const auto row = m_canvas->currentRow();
        return m_canvas->hasFocus() && row ? child(int(*row)) : nullptr;
    }

private:
    LaneCanvas *m_canvas;
    mutable QHash<int, QAccessible::Id> m_rows; ///< those that were asked for
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<LaneCanvas *>(object);
    return canvas ? new CanvasAccess(canvas) : nullptr;
}

} // namespace

void installLaneAccess()
{
    QAccessible::installFactory(make); // a factory that is there already is not added again
}

void tellCurrentLane(LaneCanvas *canvas)
{
    const auto row = canvas->currentRow();
    if (!QAccessible::isActive() || !canvas->hasFocus() || !row)
        return;
    for (const auto kind : {QAccessible::NameChanged, QAccessible::Focus}) {
        QAccessibleEvent event(canvas, kind);
        event.setChild(int(*row));
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace gui
