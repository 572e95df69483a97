// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// untilwindow COMMAND…: starts a program, prints how many ms pass until its first top-level window is on the
// screen, and ends the program.

#include <xcb/xcb.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using Event = std::unique_ptr<xcb_generic_event_t, decltype(&std::free)>;

/// False when there was none within some seconds.
bool waitForWindow(xcb_connection_t *display)
{
    const auto end = Clock::now() + std::chrono::seconds(20);
    while (Clock::now() < end) {
        while (const Event event{xcb_poll_for_event(display), &std::free}) {
            const auto *mapped = reinterpret_cast<const xcb_map_notify_event_t *>(event.get());
            if ((event->response_type & 0x7f) == XCB_MAP_NOTIFY && !mapped->override_redirect)
                return true;
        }
        pollfd readable{xcb_get_file_descriptor(display), POLLIN, 0};
        poll(&readable, 1, 100);
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    xcb_connection_t *display = xcb_connect(nullptr, nullptr);
    if (argc < 2 || xcb_connection_has_error(display)) {
        std::fputs("Usage: untilwindow COMMAND…, on an X display\n", stderr);
        return 2;
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(display)).data->root;
    const uint32_t wanted = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
    xcb_change_window_attributes(display, root, XCB_CW_EVENT_MASK, &wanted);
    xcb_flush(display);

    const auto begun = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        close(xcb_get_file_descriptor(display));
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    const bool isThere = waitForWindow(display);
    const std::chrono::duration<double, std::milli> passed = Clock::now() - begun;
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    xcb_disconnect(display);
    if (!isThere)
        return 1;
    std::printf("%.1f\n", passed.count());
    return 0;
}
