// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/escape.h"

namespace trace {

/// Puts JSON together, a member at a time. Names are ours and need no escaping.
class JsonWriter
{
public:
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    {
    }

    void begin(char bracket)
    {
        comma();
        m_out += bracket;
    }
    void begin(const char *name, char bracket)
    {
        key(name);
        m_out += bracket;
    }
    void end(char bracket) { m_out += bracket; }

    void text(const char *name, QByteArrayView value)
    {
        key(name);
        appendJson(m_out, value);
    }
    void number(const char *name, qint64 value) { raw(name, QByteArray::number(value)); }
    /// JSON as it is.
    void raw(const char *name, QByteArrayView json)
    {
        key(name);
        m_out.append(json);
    }
    void value(qint64 number)
    {
        comma();
        m_out += QByteArray::number(number);
    }
    void value(QByteArrayView text)
    {
        comma();
        appendJson(m_out, text);
    }

private:
    void comma()
    {
        if (!m_out.isEmpty() && !m_out.endsWith('{') && !m_out.endsWith('[') && !m_out.endsWith(':'))
            m_out += ',';
    }
    void key(const char *name)
    {
        comma();
        m_out.append('"').append(name).append("\":");
    }

    QByteArray &m_out;
};

} // namespace trace
