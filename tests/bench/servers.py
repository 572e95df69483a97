# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that are measured, each as a command for a folder, a port and a directory of its own.

What is fair is said in docs/benchmarks.md: one worker, sendfile, connections kept for as long as may be.
"""
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from contests import DESCRIPTORS

NGINX = """daemon off;
{user}
worker_processes 1;
pid {own}/pid;
error_log {own}/error;
events {{ worker_connections 15000; }}
http {{
  access_log {log};
  client_body_temp_path {own}/body;
  proxy_temp_path {own}/proxy;
  fastcgi_temp_path {own}/fastcgi;
  uwsgi_temp_path {own}/uwsgi;
  scgi_temp_path {own}/scgi;
  types {{ text/plain txt; text/html html; }}
  default_type application/octet-stream;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  keepalive_timeout 600;
  {cache}
  server {{ listen 127.0.0.1:{port} backlog=4096; root {site}; }}
}}
"""

# 65535 requests on a connection is the most that it accepts.
LIGHTTPD = """server.port = {port}
server.bind = "127.0.0.1"
server.document-root = "{site}"
server.errorlog = "{own}/error"
server.modules = ({module})
server.event-handler = "linux-sysepoll"
server.network-backend = "sendfile"
server.listen-backlog = 4096
server.max-fds = {files}
server.max-connections = {connections}
server.max-keep-alive-requests = 65535
server.max-keep-alive-idle = 600
server.feature-flags = ("server.h2proto" => "disable", "server.h2c" => "disable")
mimetype.assign = (".txt" => "text/plain", ".html" => "text/html", "" => "application/octet-stream")
{log}
"""


class Failure(Exception):
    """One sentence for the person at the keyboard."""


def program(name):
    """Servers are kept where not everybody's PATH leads."""
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if found is None:
        raise Failure(f"{name} is not installed.")
    return found


def porthole(build, place, options):
    log = ["--access-log", place["log"]] if place["log"] else []
    return [build / "porthole", "serve", place["site"], "--port", place["port"], "--idle-timeout", "600",
            "--max-per-address", "0", *log, *(str(option).format(**place) for option in options)]


def window(build, place, _options):
    return [build / "porthole", place["site"], "--start", "--port", place["port"]]


def nginx(_build, place, options):
    text = NGINX.format(user="user root;" if os.geteuid() == 0 else "", cache=" ".join(options),
                        **{**place, "log": place["log"] or "off"})
    config = place["own"] / "config"
    config.write_text(text)
    return [program("nginx"), "-e", place["own"] / "error", "-c", config]


def lighttpd(_build, place, _options):
    log = f'accesslog.filename = "{place["log"]}"' if place["log"] else ""
    config = place["own"] / "config"
    config.write_text(LIGHTTPD.format(**{**place, "log": log, "module": '"mod_accesslog"' if log else "",
                                         "files": DESCRIPTORS, "connections": DESCRIPTORS // 2}))
    return [program("lighttpd"), "-D", "-f", config]


def floor(build, place, options):
    answer = place["own"] / "answer"
    answer.write_bytes(options[0])
    return [build / "tests/bench/floor", place["port"], answer]


def python(_build, place, _options):
    return ["python3", "-m", "http.server", place["port"], "--bind", "127.0.0.1", "--directory", place["site"]]


def node(build, place, _options):
    script = build.parent / "npm/node_modules/http-server/bin/http-server"
    return ["node", script, place["site"], "-a", "127.0.0.1", "-p", place["port"]]


def caddy(_build, place, _options):
    return [program("caddy"), "file-server", "--listen", f"127.0.0.1:{place['port']}", "--root", place["site"],
            "--access-log"]


COMMANDS = {"porthole": porthole, "window": window, "nginx": nginx, "lighttpd": lighttpd, "floor": floor,
            "python": python, "node": node, "caddy": caddy}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stop(process):
    """Ends a process of ours; by its id, and at last by force."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Server:
    """One running server. A context: it is stopped when the context ends."""

    def __init__(self, kind, build, site, scratch, cores="0", log=False, options=()):
        self.own = pathlib.Path(scratch) / f"{kind}-{free_port()}"
        self.own.mkdir()
        self.port = free_port()
        place = {"site": site, "port": str(self.port), "own": self.own, "log": str(self.own / "log") if log else ""}
        home = {**os.environ, "HOME": str(self.own), "XDG_RUNTIME_DIR": str(self.own)}
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            home.pop(name, None)
        command = ["taskset", "-c", cores, *map(str, COMMANDS[kind](build, place, options))]
        with open(self.own / "said", "wb") as said:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=home)
        self.pid = self.process.pid
        try:
            self._wait_until_listening(kind)
        except BaseException:
            stop(self.process)
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)

    def _wait_until_listening(self, kind):
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5):
                return
            time.sleep(0.05)
        said = (self.own / "said").read_text(errors="replace").strip().splitlines()
        raise Failure(f"{kind} did not start: {said[-1] if said else 'it says nothing'}")
