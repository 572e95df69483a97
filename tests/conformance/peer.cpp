// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace {

/// %1 port, %2 folder, %3 directory of its own.
constexpr const char *NginxConfig = R"(daemon off;
worker_processes 1;
pid %3/pid;
error_log %3/error;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path %3/body;
  proxy_temp_path %3/proxy;
  fastcgi_temp_path %3/fastcgi;
  uwsgi_temp_path %3/uwsgi;
  scgi_temp_path %3/scgi;
  types {
    text/html html; text/plain txt; text/css css; text/javascript js; application/json json; image/png png;
    application/gzip gz;
  }
  default_type application/octet-stream;
  client_max_body_size 1m;
  large_client_header_buffers 4 32k;
  gzip on;
  gzip_types text/plain text/css text/javascript application/json;
  server {
    listen 127.0.0.1:%1;
    root %2;
    index index.html;
    autoindex on;
    absolute_redirect off;
    location ~ /\.(?!well-known) { return 404; }
  }
}
)";

constexpr const char *LighttpdConfig = R"config(server.port = %1
server.bind = "127.0.0.1"
server.document-root = "%2"
server.errorlog = "%3/error"
server.modules = ("mod_access", "mod_deflate")
index-file.names = ("index.html")
dir-listing.activate = "enable"
server.max-request-size = 1024
server.max-request-field-size = 32768
server.feature-flags = ("server.h2proto" => "disable", "server.h2c" => "disable")
mimetype.assign = (".html" => "text/html", ".txt" => "text/plain", ".css" => "text/css",
  ".js" => "text/javascript", ".json" => "application/json", ".png" => "image/png", ".gz" => "application/gzip",
  "" => "application/octet-stream")
deflate.mimetypes = ("text/", "application/json")
deflate.allowed-encodings = ("gzip", "br")
$HTTP["url"] =~ "/\.(?!well-known)" { url.access-deny = ("") }
)config";

/// The program's file; empty when it is not installed. Servers are kept where not everybody's PATH leads.
QString programOf(Peer::Kind kind)
{
    const auto find = [](const QString &name) {
        const QString found = QStandardPaths::findExecutable(name);
        return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
    };
    switch (kind) {
    case Peer::Kind::Porthole: return QStringLiteral(PORTHOLE_PROGRAM);
    case Peer::Kind::Nginx: return find(QStringLiteral("nginx"));
    case Peer::Kind::Lighttpd: return find(QStringLiteral("lighttpd"));
    }
    Q_UNREACHABLE();
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

std::unique_ptr<Peer> Peer::start(Kind kind, const QString &folder)
{
    const QString program = programOf(kind);
    return program.isEmpty() ? nullptr : std::unique_ptr<Peer>(new Peer(kind, program, folder));
}

Peer::Peer(Kind kind, const QString &program, const QString &folder)
    : m_port(freePort())
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments(kind, folder));
    waitUntilListening();
}

Peer::~Peer()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000))
        m_process.kill();
    m_process.waitForFinished();
}

QByteArray Peer::version() const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    const bool isOurs = m_process.program() == programOf(Kind::Porthole);
    process.start(m_process.program(), {isOurs ? QStringLiteral("--version") : QStringLiteral("-v")});
    process.waitForFinished();
    return process.readAll();
}

QStringList Peer::arguments(Kind kind, const QString &folder) const
{
    if (kind == Kind::Porthole)
        return {QStringLiteral("serve"), folder, QStringLiteral("--port=%1").arg(m_port)};
    const QString config = m_dir.filePath(QStringLiteral("config"));
    QFile file(config);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no configuration can be written");
    const char *text = kind == Kind::Nginx ? NginxConfig : LighttpdConfig;
    file.write(QString::fromLatin1(text).arg(m_port).arg(folder, m_dir.path()).toUtf8());
    if (kind == Kind::Lighttpd)
        return {QStringLiteral("-D"), QStringLiteral("-f"), config};
    return {QStringLiteral("-e"), m_dir.filePath(QStringLiteral("error")), QStringLiteral("-c"), config};
}

void Peer::waitUntilListening()
{
    const bool listening = QTest::qWaitFor(
        [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            return socket.waitForConnected(1'000);
        },
        10'000);
    if (!listening)
        qFatal("%s does not start", qUtf8Printable(m_process.program()));
}
