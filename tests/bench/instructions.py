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

from servers import Failure, free_port, program, stop

SKIPPED = 77
STORED = pathlib.Path(__file__).with_name("instructions.txt")
LIMIT = 1.05
WARM, COUNTED = 100, 1000  # requests of each kind before those that are counted, and of these
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


def total(build, site, own, counted):
    """The instructions of a whole run: every kind of request WARM times, then COUNTED times the one to be counted,
    if any."""
    own.mkdir()
    port = free_port()
    out = own / "callgrind.out"
    command = [program("valgrind"), "--tool=callgrind", f"--callgrind-out-file={out}", f"--log-file={own / 'log'}",
               build / "porthole", "serve", site, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        if "http://" not in (line := server.stdout.readline()):
            raise Failure(f"The server did not start: {line.strip()}")
        with socket.create_connection(("127.0.0.1", port), 60) as connection, connection.makefile("rwb") as stream:
            for name in WORKLOADS:
                for _ in range(WARM):
                    ask(stream, name)
            for _ in range(COUNTED if counted else 0):
                ask(stream, counted)
    finally:
        stop(server)
        server.stdout.close()
    found = re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.MULTILINE)
    if server.returncode or not found:
        raise Failure(f"The server ended with {server.returncode}, and nothing was counted.")
    return int(found[1])


def count(build):
    """Workload → instructions for a request: what a run with more of them takes more than one without."""
    with tempfile.TemporaryDirectory() as scratch:
        own = pathlib.Path(scratch)
        make_site(own / "site")
        with concurrent.futures.ThreadPoolExecutor(2) as two:
            runs = {name: two.submit(total, build, own / "site", own / f"run-{name}", name)
                    for name in (None, *WORKLOADS)}
            totals = {name: run.result() for name, run in runs.items()}
    return {name: round((totals[name] - totals[None]) / COUNTED) for name in WORKLOADS}


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
