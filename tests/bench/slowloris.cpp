// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// slowloris PORT COUNT SECONDS: keeps COUNT connections to 127.0.0.1:PORT busy with request heads that never
// end, a few bytes every second, and opens another for each that the server closes. Prints "open" when all
// are; stops at SIGTERM, after SECONDS at most, and then says how many the server closed.

#include "clients.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

using namespace std::literals;

bool sendText(int fd, std::string_view text)
{
    return send(fd, text.data(), text.size(), MSG_NOSIGNAL) == ssize_t(text.size());
}

/// -1 when the server takes no more.
int begin(in_port_t port)
{
    const int fd = connectTo(port);
    if (fd >= 0)
        sendText(fd, "GET /1k.txt HTTP/1.1\r\nHost: localhost\r\n"sv);
    return fd;
}

/// Another field on a connection, or another connection. A server that answers has given up on it.
bool goOn(int &fd, in_port_t port)
{
    std::array<char, 4096> bytes;
    const ssize_t received = recv(fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
    const bool open = received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (open && sendText(fd, "X: y\r\n"sv))
        return true;
    close(fd);
    fd = begin(port);
    return false;
}

/// Each connection goes on once a second; returns how many the server closed.
int keepBusy(std::vector<int> &connections, in_port_t port, int seconds)
{
    constexpr size_t parts = 20;
    constexpr timespec turn = {0, 1'000'000'000 / parts};
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    std::puts("open");
    std::fflush(stdout);
    int closed = 0;
    for (size_t time = 0; time < size_t(seconds) * parts; ++time) {
        if (sigtimedwait(&signals, nullptr, &turn) == SIGTERM)
            break;
        for (size_t i = time % parts; i < connections.size(); i += parts)
            closed += goOn(connections[i], port) ? 0 : 1;
    }
    return closed;
}

} // namespace

int main(int argc, char **argv)
{
    const auto port = in_port_t(argc == 4 ? number(argv[1], 65535) : 0);
    const int count = argc == 4 ? number(argv[2], 50'000) : 0;
    const int seconds = argc == 4 ? number(argv[3], 600) : 0;
    if (port == 0 || count == 0 || seconds == 0) {
        std::fputs("Usage: slowloris PORT COUNT SECONDS\n", stderr);
        return 2;
    }

    raiseDescriptorLimit();
    std::vector<int> connections;
    while (connections.size() < size_t(count)) {
        connections.push_back(begin(port));
        if (connections.back() < 0) {
            std::fprintf(stderr, "slowloris: cannot connect: %s\n", std::strerror(errno));
            return 1;
        }
    }
    std::printf("closed %d\n", keepBusy(connections, port, seconds));
    return 0;
}
