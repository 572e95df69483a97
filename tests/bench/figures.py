# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what each round measured to what is said about it. Pure.

A round of one entry is a dict: cpu (µs for each unit), rate (requests/s), p50 and p99 (µs, 0 when not known), memory
(KiB).
"""
import statistics

NAMES = ("cpu", "rate", "p50", "p99", "memory")


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def summary(rounds):
    """The spread of each figure over the rounds of one entry."""
    return {name: spread([figures[name] for figures in rounds]) for name in NAMES}


def ratios(rounds, others):
    """The same of this entry's figures divided by another's of the same round, so that what slows a whole round
    cancels. A figure that is 0 has no ratio."""
    pairs = {name: [(a[name], b[name]) for a, b in zip(rounds, others, strict=True)] for name in NAMES}
    return {name: spread([a / b for a, b in pair]) for name, pair in pairs.items() if all(b for _, b in pair)}


def results(measured, comparisons):
    """measured: label → rounds; comparisons: label → labels. Label → summary, with the ratios to those labels."""
    return {label: {**summary(rounds), "ratios": {other: ratios(rounds, measured[other])
                                                  for other in comparisons[label]}}
            for label, rounds in measured.items()}


def range_text(figure, digits, scale=1):
    median, least, most = (f"{figure[name] / scale:,.{digits}f}" for name in ("median", "min", "max"))
    return f"{median} ({least}–{most})"


def milliseconds(figure):
    return f"{figure['median'] / 1000:.2f}" if figure["median"] else ""


def table(contest, found):
    """The lines that a person reads: a heading, the columns' names, a row for each entry."""
    others = list(dict.fromkeys(other for entry in found.values() for other in entry["ratios"]))
    head = ["", "CPU ms/GiB" if contest.unit == "GiB" else "CPU µs/request", "requests/s", "p50 ms",
            "p99 ms", "MiB", *(f"CPU × {other}" for other in others)]
    rows = [head]
    for label, entry in found.items():
        compared = (entry["ratios"].get(other, {}).get("cpu") for other in others)
        rows.append([label, range_text(entry["cpu"], 1, 1000 if contest.unit == "GiB" else 1),
                     f"{entry['rate']['median']:,.0f}", milliseconds(entry["p50"]), milliseconds(entry["p99"]),
                     f"{entry['memory']['median'] / 1024:.0f}",
                     *(range_text(ratio, 2) if ratio else "" for ratio in compared)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))])
             for row in rows]
    return [f"{contest.name}: {contest.what}", *(line.rstrip() for line in lines)]
