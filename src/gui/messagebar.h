// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <memory>

namespace Ui {
class MessageBar;
}

namespace gui {

/// One sentence under the bars with at most one thing to do about it. Never modal; hidden while there is
/// nothing to say.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    /// What the button of a message says and does. Without a text there is no button.
    struct Offer
    {
        QString text;
        std::function<void()> act;
    };

    enum class Tone : quint8 { Warning, Notice };

    /// Shows this sentence instead of the one before. Taking the offer hides the bar first.
    void say(const QString &sentence, Offer offer, Tone tone = Tone::Warning);
    [[nodiscard]] QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::unique_ptr<Ui::MessageBar> m_ui;
    std::function<void()> m_act;
    Tone m_tone = Tone::Warning;
};

} // namespace gui
