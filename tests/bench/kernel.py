# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the kernel says about a process and its children: time on a processor and memory."""
import ctypes
import pathlib
import time

PROC = pathlib.Path("/proc")


def family(pid):
    """The process and all that it started, by id."""
    found = [pid]
    for task in (PROC / str(pid) / "task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def process_ns(pid):
    clock = ctypes.c_int()
    error = ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock))
    if error:
        raise OSError(error, f"no clock of process {pid}")
    return time.clock_gettime_ns(clock.value)


def thread_ns(pid, name):
    tasks = (PROC / str(pid) / "task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks
               if (task / "comm").read_text().strip() == name)


def cpu_ns(pid, thread=None):
    """User and system time of the process and its children, with the threads that ended; or of their threads that run
    and have this name."""
    return sum(thread_ns(each, thread) if thread else process_ns(each) for each in family(pid))


def peak_kib(pid):
    """The most memory that each of them ever had resident, added up."""
    total = 0
    for process in family(pid):
        for line in (PROC / str(process) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                total += int(line.split()[1])
    return total
