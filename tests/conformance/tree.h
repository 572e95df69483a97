// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

/// The folder that the cases are about, made anew in a temporary place; tree.cpp lists what is in it.
/// Everything was last modified on Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's examples.
class Tree
{
public:
    Tree();
    ~Tree();
    Q_DISABLE_COPY_MOVE(Tree)

    [[nodiscard]] QString root() const;
    /// What is in the file with that address, "/ten.txt"; empty when there is none.
    [[nodiscard]] QByteArray content(const QByteArray &address) const;

private:
    [[nodiscard]] QByteArray at(const QByteArray &name) const;
    void file(const QByteArray &name, const QByteArray &content);
    void folder(const QByteArray &name);
    void link(const QByteArray &to, const QByteArray &name);
    void fillOrdinary();
    void fillOdd();
    void fillRules();
    void setTimes();

    QTemporaryDir m_dir;
};
