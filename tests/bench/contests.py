# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured: one row for each contest, and who takes part in it."""
import dataclasses
import os
import resource

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
CORES = os.cpu_count() or 1
DESCRIPTORS = resource.getrlimit(resource.RLIMIT_NOFILE)[1]


@dataclasses.dataclass(frozen=True)
class Entry:
    """One that takes part; kind is a name in servers.COMMANDS."""
    label: str
    kind: str
    options: tuple = ()
    cores: str = "0"
    idle: int = 0  # connections that are open beside those that ask
    thread: str | None = None  # only the threads of this name are counted
    own: str = ""  # label of the same server without what is tried here


@dataclasses.dataclass(frozen=True)
class Contest:
    name: str
    what: str
    entries: tuple
    against: tuple = ()  # labels of entries: the others are compared with these
    paths: tuple = ("/1k.txt",)
    fields: tuple = ()  # of the request; {modified} is when the files were changed last
    status: int = 200
    length: int = KIB  # of each answer's content
    depth: int = 1  # requests in one write
    connections: int = 64
    log: bool = False
    unit: str = "request"  # or GiB: what the time on a processor is divided by

    def comparisons(self):
        """Label → labels that it is compared with. One that is there for another alone is compared with nobody."""
        alone = {entry.own for entry in self.entries}
        return {entry.label: () if entry.label in alone else tuple(
            label for label in (entry.own, *self.against) if label not in ("", entry.label)) for entry in self.entries}


PORTHOLE, FLOOR = Entry("porthole", "porthole"), Entry("floor", "floor")
TUNED = (PORTHOLE, Entry("nginx", "nginx"), Entry("lighttpd", "lighttpd"))
CACHED = Entry("nginx, cache", "nginx", ("open_file_cache max=1000 inactive=60s;",))
PEERS, WITH_FLOOR = ("nginx", "lighttpd"), ("nginx", "lighttpd", "floor")


def idle(count):
    """Everyone with idle connections, beside Porthole without any. lighttpd has as many as it can: it takes no more
    connections than half of its descriptors, and some must be left for the load."""
    held = [dataclasses.replace(entry, idle=min(count, DESCRIPTORS // 2 - 200) if entry.kind == "lighttpd" else count)
            for entry in (*TUNED, FLOOR)]
    held[0] = dataclasses.replace(held[0], own="none idle")
    return Contest(f"idle-{count}", f"1 KiB beside {count:,} idle connections",
                   (*held, dataclasses.replace(PORTHOLE, label="none idle")), WITH_FLOOR)


def loops(count):
    # The last core is the load's, if the loops can be given others.
    return Entry(f"{count} loop{'s' * (count > 1)}", "porthole", ("--loops", str(count)), f"0-{max(1, CORES - 2)}")


CONTESTS = (
    Contest("keepalive", "1 KiB on kept connections", (*TUNED, CACHED, FLOOR), WITH_FLOOR),
    Contest("log", "1 KiB with an access log", (*TUNED, CACHED, FLOOR), WITH_FLOOR, log=True),
    idle(1_000),
    idle(10_000),
    Contest("connect", "1 KiB, a connection for each request", (*TUNED, FLOOR), WITH_FLOOR,
            fields=("Connection: close",)),
    Contest("100k", "100 KiB", (*TUNED, CACHED), PEERS, ("/100k.txt",), length=100 * KIB),
    Contest("100m", "100 MiB", TUNED, PEERS, ("/100m.bin",), length=100 * MIB, connections=4, unit="GiB"),
    Contest("304", "not modified since", (*TUNED, FLOOR), WITH_FLOOR, fields=("If-Modified-Since: {modified}",),
            status=304, length=0),
    Contest("404", "not found", (*TUNED, FLOOR), WITH_FLOOR, ("/missing.txt",), status=404, length=0),
    Contest("pipeline", "1 KiB, 16 requests in one write", (*TUNED, FLOOR), WITH_FLOOR, depth=16),
    Contest("page", "40 files of 4 KiB over 6 connections", (*TUNED, FLOOR), WITH_FLOOR,
            tuple(f"/page/{i}.txt" for i in range(40)), length=4 * KIB, connections=6),
    Contest("capture", "1 KiB, recorded in a capture file", (
        Entry("with", "porthole", ("--capture", "{own}/capture.porthole"), own="without"),
        Entry("without", "porthole"))),
    Contest("window-cpu", "1 KiB with the window open, processor time of the loop alone", (
        Entry("window", "window", thread="loop", own="without"), Entry("without", "porthole", thread="loop"))),
    Contest("loops", "1 KiB from two loops and from one", (dataclasses.replace(loops(2), own="1 loop"), loops(1))),
    Contest("untuned", "1 KiB, servers as they come, with their logs", (
        PORTHOLE, Entry("caddy", "caddy"), Entry("http-server", "node"), Entry("python3", "python")),
        ("caddy", "http-server", "python3"), log=True, connections=4),
)
