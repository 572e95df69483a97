# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the kernel says about a process and its children: time on a processor and memory."""
import pathlib

PROC = pathlib.Path("/proc")


def family(pid):
    """The process and all that it started, by id."""
    found = [pid]
    for task in (PROC / str(pid) / "task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def cpu_ns(pid, thread=None):
    """User and system time of the process and its children, or of those of their threads that have this name. Threads
    that ended are not counted: no server here ends any while it is measured."""
    total = 0
    for process in family(pid):
        for task in (PROC / str(process) / "task").iterdir():
            if thread is None or (task / "comm").read_text().strip() == thread:
                total += int((task / "schedstat").read_text().split()[0])
    return total


def peak_kib(pid):
    """The most memory that each of them ever had resident, added up."""
    total = 0
    for process in family(pid):
        for line in (PROC / str(process) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                total += int(line.split()[1])
    return total
