// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// floor PORT ANSWER: what answering over TCP costs at least. One loop on epoll sends the bytes of the file
// ANSWER (at most 64 KiB) for each request head that it reads on 127.0.0.1:PORT, and looks at nothing else of
// it. Where ANSWER says "Connection: close" it closes afterwards. Ends with SIGTERM.

#include "clients.h"

#include <sys/epoll.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

int listenAt(in_port_t port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    return bind(fd, generic, sizeof address) == 0 && listen(fd, 4096) == 0 ? fd : -1;
}

void watch(int epoll, int fd)
{
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = fd;
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

/// Answers what has arrived; false when the connection is over. Heads arrive whole: the load sends them so.
bool serve(int fd, const std::string &answer, bool closing)
{
    char bytes[16384];
    const ssize_t received = recv(fd, bytes, sizeof bytes, 0);
    if (received <= 0)
        return false;
    const std::string_view heads(bytes, size_t(received));
    std::string answers;
    for (size_t at = 0; (at = heads.find("\r\n\r\n", at)) != std::string_view::npos; at += 4)
        answers += answer;
    return send(fd, answers.data(), answers.size(), MSG_NOSIGNAL) == ssize_t(answers.size()) && !closing;
}

} // namespace

int main(int argc, char **argv)
{
    const int port = argc == 3 ? number(argv[1], 65535) : 0;
    std::ifstream file(argc == 3 ? argv[2] : "", std::ios::binary);
    const std::string answer(std::istreambuf_iterator<char>(file), {});
    if (port == 0 || answer.empty() || answer.size() > 65536) {
        std::fputs("Usage: floor PORT ANSWER\n", stderr);
        return 2;
    }
    raiseDescriptorLimit();
    const int listener = listenAt(in_port_t(port));
    const int epoll = epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, listener);
    const bool closing = answer.find("Connection: close") != std::string::npos;
    epoll_event events[256];
    for (;;) {
        const int count = epoll_wait(epoll, events, std::size(events), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[i].data.fd;
            if (fd == listener)
                watch(epoll, accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
            else if (!serve(fd, answer, closing))
                close(fd);
        }
    }
}
