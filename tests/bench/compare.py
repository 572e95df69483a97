# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Porthole beside its peers, in turns within one run.

compare.py BUILD RESULT.json [--rounds N] [--seconds N] [CONTEST…]

Each server has core 0, the load the last core. Without names every contest takes place.
"""
import argparse
import contextlib
import email.utils
import http.client
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

import figures
import kernel
from contests import CONTESTS, CORES, DESCRIPTORS, GIB, KIB, MIB
from servers import Failure, Server, stop

HERE = pathlib.Path(__file__).parent


def make_site(site):
    (site / "page").mkdir(parents=True)
    (site / "1k.txt").write_bytes(b"x" * KIB)
    (site / "100k.txt").write_bytes(b"x" * 100 * KIB)
    (site / "100m.bin").write_bytes(os.urandom(MIB) * 100)
    for i in range(40):
        (site / "page" / f"{i}.txt").write_bytes(b"x" * 4 * KIB)
    for path in site.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return email.utils.formatdate(1_700_000_000, usegmt=True)


def answer(contest):
    """What the floor sends. The content ends with an empty line, because holdopen takes that for the end of the
    answer to HEAD, which has no content."""
    content = b"x" * (contest.length - 4) + b"\r\n\r\n" if contest.length else b""
    closing = "Connection: close\r\n" if "Connection: close" in contest.fields else ""
    length = f"Content-Length: {contest.length}\r\n" if contest.status != 304 else ""
    head = f"HTTP/1.1 {contest.status} Constant\r\nContent-Type: text/plain\r\n{length}{closing}\r\n"
    return head.encode() + content


def check(contest, port, modified):
    """Fails unless each path is answered with the status and the length that are to be measured."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        for path in contest.paths:
            fields = dict(field.format(modified=modified).split(": ", 1) for field in contest.fields)
            connection.request("GET", path, headers=fields)
            response = connection.getresponse()
            length = len(response.read())
            if response.status != contest.status or (contest.length and length != contest.length):
                raise Failure(f"{path} is answered with {response.status} and {length} bytes of content.")


def load(contest, entry, port, seconds, modified):
    """Asks for a while; what wrk.lua says at the end. Fails when an answer was not as it should be."""
    fields = [word for field in contest.fields for word in ("-H", field.format(modified=modified))]
    command = ["taskset", "-c", str(CORES - 1), "wrk", "-t", "1", "-c", str(contest.connections), "-d", f"{seconds}s",
               "-s", HERE / "wrk.lua", *fields, f"http://127.0.0.1:{port}/", "--", str(contest.depth), *contest.paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    if done.returncode:
        raise Failure(f"wrk failed: {done.stderr.strip()}")
    said = json.loads(done.stdout.splitlines()[-1])
    refused = said["requests"] if contest.status >= 400 else 0
    least = said["requests"] * contest.length
    most = (said["requests"] + contest.connections * contest.depth) * (contest.length + KIB)
    whole = contest.status >= 400 or least <= said["bytes"] <= most
    if not said["requests"] or said["refused"] != refused or said["broken"] or not whole:
        raise Failure(f"{contest.name}: not every request to {entry.label} was answered as it should be: {said}")
    return said


@contextlib.contextmanager
def idle_connections(build, port, count):
    if not count:
        yield
        return
    holder = subprocess.Popen([build / "tests/bench/holdopen", str(port), str(count), "300"], stdout=subprocess.PIPE)
    try:
        if holder.stdout.readline().strip() != b"open":
            raise Failure(f"The {count} idle connections did not all open.")
        time.sleep(1)  # what opening them took the server is not what is measured
        yield
    finally:
        stop(holder)
        holder.stdout.close()
    if holder.returncode:
        raise Failure("Idle connections were closed while measuring.")


def measure(contest, entry, server, build, seconds, modified):
    """One round of one entry; see figures."""
    with idle_connections(build, server.port, entry.idle):
        before = kernel.cpu_ns(server.pid, entry.thread)
        said = load(contest, entry, server.port, seconds, modified)
        spent = kernel.cpu_ns(server.pid, entry.thread) - before
    units = said["bytes"] / GIB if contest.unit == "GiB" else said["requests"]
    # wrk's times of single requests are not to be had from batches: what it adds for requests that it sent late lies
    # below the shortest of a batch.
    p50, p99 = (said["p50_us"], said["p99_us"]) if contest.depth == 1 else (0, 0)
    return {"cpu": spent / 1000 / units, "rate": said["requests"] / said["us"] * 1e6, "p50": p50, "p99": p99,
            "memory": kernel.peak_kib(server.pid)}


def hold(contest, build, site, modified, scratch, rounds, seconds):
    """One contest: everyone is started, and takes part in each round; label → rounds."""
    measured = {entry.label: [] for entry in contest.entries}
    with contextlib.ExitStack() as running:
        servers = []
        for entry in contest.entries:
            options = (answer(contest),) if entry.kind == "floor" else entry.options
            servers.append(running.enter_context(
                Server(entry.kind, build, site, scratch, entry.cores, contest.log, options)))
            check(contest, servers[-1].port, modified)
            load(contest, entry, servers[-1].port, 1, modified)
        for _ in range(rounds):
            for entry, server in zip(contest.entries, servers):
                measured[entry.label].append(measure(contest, entry, server, build, seconds, modified))
    return measured


def arguments():
    names = [contest.name for contest in CONTESTS]
    parser = argparse.ArgumentParser(prog="./dev bench", allow_abbrev=False)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("contests", nargs="*", metavar="CONTEST", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, 101), metavar="1–100")
    parser.add_argument("--seconds", type=int, default=3, choices=range(1, 61), metavar="1–60")
    chosen = parser.parse_intermixed_args()
    for name in chosen.contests:
        if name not in names:
            parser.error(f'there is no contest "{name}"; there are: {", ".join(names)}')
    return chosen


def main():
    chosen = arguments()
    if CORES < 2:
        raise Failure("This needs two processor cores: one for the server, one for the load.")
    # A signal unwinds, so that everything started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    report = {"bench": "compare", "rounds": chosen.rounds, "seconds": chosen.seconds, "cores": CORES, "contests": {}}
    with tempfile.TemporaryDirectory() as scratch:
        modified = make_site(pathlib.Path(scratch) / "site")
        for contest in CONTESTS:
            if chosen.contests and contest.name not in chosen.contests:
                continue
            measured = hold(contest, chosen.build.resolve(), pathlib.Path(scratch) / "site", modified, scratch,
                            chosen.rounds, chosen.seconds)
            found = figures.results(measured, contest.comparisons())
            print("\n".join(figures.table(contest, found)), end="\n\n", flush=True)
            report["contests"][contest.name] = {"what": contest.what, "unit": contest.unit, "rounds": measured,
                                                "entries": found}
            chosen.result.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
