// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// holdopen PORT COUNT SECONDS: opens COUNT connections to 127.0.0.1:PORT, asks for /1k.txt once on each, so
// that they are idle keep-alive connections, and holds them until SIGTERM, for SECONDS at most. Prints "open"
// when all were answered; succeeds when none was closed in between.

#include "clients.h"

#include <poll.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::literals;

/// HEAD, because its answer ends with the empty line.
bool askOnce(int fd)
{
    constexpr auto request = "HEAD /1k.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"sv;
    if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size()))
        return false;
    std::string answer;
    char bytes[4096];
    while (!answer.ends_with("\r\n\r\n")) {
        const ssize_t received = recv(fd, bytes, sizeof bytes, 0);
        if (received <= 0)
            return false;
        answer.append(bytes, size_t(received));
    }
    return true;
}

/// Returns at SIGTERM, SIGINT or when the time is over.
void hold(int seconds)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    const timespec time = {seconds, 0};
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    std::puts("open");
    std::fflush(stdout);
    sigtimedwait(&signals, nullptr, &time);
}

/// An idle connection has nothing to read; one that has was closed by the server.
bool allStillOpen(std::vector<pollfd> &connections)
{
    return poll(connections.data(), connections.size(), 0) == 0;
}

int fail(const char *what)
{
    std::fprintf(stderr, "holdopen: %s: %s\n", what, std::strerror(errno));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const int port = argc == 4 ? number(argv[1], 65535) : 0;
    const int count = argc == 4 ? number(argv[2], 50'000) : 0;
    const int seconds = argc == 4 ? number(argv[3], 600) : 0;
    if (port == 0 || count == 0 || seconds == 0) {
        std::fputs("Usage: holdopen PORT COUNT SECONDS\n", stderr);
        return 2;
    }

    raiseDescriptorLimit();
    std::vector<pollfd> connections;
    while (connections.size() < size_t(count)) {
        const int fd = connectTo(in_port_t(port));
        if (fd < 0)
            return fail("cannot connect");
        if (!askOnce(fd))
            return fail("no answer");
        connections.push_back({fd, POLLIN, 0});
    }
    hold(seconds);
    return allStillOpen(connections) ? 0 : fail("the server closed idle connections");
}
