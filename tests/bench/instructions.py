# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many instructions does a request take? Counted by valgrind, so the same on a busy machine.

instructions.py BUILD [--store]

Fails when a request takes over 5 % more than is written in instructions.txt beside this file; --store writes what was
counted. Each kind of build has its own figures, for what compiled it and how matters: BUILD/tests/bench/build.txt names
it. Ends with 77 where nothing can be compared: there is no valgrind, or nothing is written down for the kind of build.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from servers import Failure, free_port, program, stop

SKIPPED = 77
STORED = pathlib.Path(__file__).with_name("instructions.txt")
LIMIT = 1.05
WARM, COUNTED = 100, 1000  # requests of each kind before those that are counted, and of these
IDLE, SECONDS_IDLE = "idle", 3
WORKLOADS = {
    "keepalive": "GET /1k.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "304": "GET /1k.txt HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT\r\n\r\n",
    "404": "GET /missing.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "100k": "GET /100k.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
}
STATUS = {"keepalive": 200, "304": 304, "404": 404, "100k": 200}


def make_site(site):
    site.mkdir()
    for name, kib in (("1k.txt", 1), ("100k.txt", 100)):
        (site / name).write_bytes(b"x" * kib * 1024)
        os.utime(site / name, (1_700_000_000, 1_700_000_000))


def ask(stream, name):
    """One request, and all of its answer."""
    stream.write(WORKLOADS[name].encode())
    stream.flush()
    status = int(stream.readline().split()[1])
    length = 0
    while (line := stream.readline().strip()):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    content = b"" if status == 304 else stream.read(length)
    if status != STATUS[name] or len(content) != (0 if status == 304 else length):
        raise Failure(f"{name} is answered with {status}.")


def ask_all(port, counted):
    with socket.create_connection(("127.0.0.1", port), 60) as connection, connection.makefile("rwb") as stream:
        for name in WORKLOADS:
            for _ in range(WARM):
                ask(stream, name)
        if counted == IDLE:
            time.sleep(SECONDS_IDLE)
        elif counted:
            for _ in range(COUNTED):
                ask(stream, counted)


def total(build, site, own, counted):
    """A run: every kind of request WARM times, then COUNTED times the one to be counted, or some seconds of none. How
    many instructions all threads but the main one took, and the seconds in which the server listened."""
    own.mkdir()
    port = free_port()
    command = [program("valgrind"), "--tool=callgrind", "--separate-threads=yes",
               f"--callgrind-out-file={own / 'count'}", f"--log-file={own / 'log'}", build / "porthole", "serve", site,
               "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        if "http://" not in (line := server.stdout.readline()):
            raise Failure(f"The server did not start: {line.strip()}")
        start = time.monotonic()
        ask_all(port, counted)
        seconds = time.monotonic() - start
    finally:
        stop(server)
        server.stdout.close()
    counts = [int(re.search(r"^(?:totals|summary): (\d+)", thread.read_text(), re.MULTILINE)[1])
              for thread in own.glob("count-*") if thread.name != "count-01"]
    if server.returncode or not counts:
        raise Failure(f"The server ended with {server.returncode}, and nothing was counted.")
    return sum(counts), seconds


def count(build):
    """Workload → instructions for a request: what a run with more of them takes more than one without, less what the
    loop's tick takes in the time that it takes longer."""
    with tempfile.TemporaryDirectory() as scratch:
        own = pathlib.Path(scratch)
        make_site(own / "site")
        with concurrent.futures.ThreadPoolExecutor(2) as two:
            runs = {name: two.submit(total, build, own / "site", own / f"run-{name}", name)
                    for name in ("", IDLE, *WORKLOADS)}
            (least, shortest), *_ = totals = [run.result() for run in runs.values()]
    more = {name: (instructions - least, seconds - shortest) for name, (instructions, seconds) in zip(runs, totals)}
    ticking = more[IDLE][0] / SECONDS_IDLE
    return {name: round((more[name][0] - ticking * more[name][1]) / COUNTED) for name in WORKLOADS}


def read_stored():
    """Kind of build → workload → instructions."""
    stored = {}
    for line in STORED.read_text().splitlines():
        if line and not line.startswith("#"):
            *kind, name, number = line.split()
            stored.setdefault(" ".join(kind), {})[name] = int(number)
    return stored


def store(kind, counted):
    comments = [line for line in STORED.read_text().splitlines() if line.startswith("#")]
    stored = {**read_stored(), kind: counted}
    lines = [f"{kind} {name:<10} {number:>8}" for kind in sorted(stored) for name, number in stored[kind].items()]
    STORED.write_text("\n".join([*comments, *lines]) + "\n")


def compare(counted, before):
    """Prints a table; whether none takes too many."""
    print(f"{'':<10} {'instructions/request':>20} {'written down':>14} {'ratio':>7}")
    for name, number in counted.items():
        print(f"{name:<10} {number:>20,} {before[name]:>14,} {number / before[name]:>7.3f}")
    return all(number <= before[name] * LIMIT for name, number in counted.items())


def skip(why):
    print(f"instructions: {why}")
    sys.exit(SKIPPED)


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--store"]):
        sys.exit(__doc__)
    build, storing = pathlib.Path(sys.argv[1]).resolve(), len(sys.argv) == 3
    kind = (build / "tests/bench/build.txt").read_text().strip()
    if not shutil.which("valgrind"):
        skip("valgrind is not installed.")
    if not storing and kind not in read_stored():
        skip(f'Nothing is written down for "{kind}": tests/bench/instructions.py BUILD --store does.')
    counted = count(build)
    if storing:
        store(kind, counted)
    if not compare(counted, read_stored()[kind]):
        raise Failure("A request takes over 5 % more instructions than before. If it is worth that, write it down with "
                      "--store.")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"instructions: {failure}")
