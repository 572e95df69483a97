# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said about the rounds of a contest is what they measured."""
import types
import unittest

import figures


def rounds(*cpus):
    return [{"cpu": cpu, "rate": 1e6 / cpu, "p50": 1000, "p99": 2000, "memory": 2048} for cpu in cpus]


class Figures(unittest.TestCase):
    def test_spread_tells_middle_and_ends(self):
        for values, median in (([3], 3), ([5, 1, 3], 3), ([4, 1, 3, 2], 2.5)):
            self.assertEqual(figures.spread(values), {"median": median, "min": min(values), "max": max(values)})

    def test_a_slow_round_cancels_in_the_ratio(self):
        ratio = figures.ratios(rounds(10, 40, 12), rounds(5, 20, 6))["cpu"]
        self.assertEqual(ratio, {"median": 2, "min": 2, "max": 2})

    def test_rounds_are_compared_one_by_one(self):
        with self.assertRaises(ValueError):
            figures.ratios(rounds(1, 2), rounds(1))

    def test_nothing_has_no_ratio(self):
        idle = [{**figures_of_round, "p50": 0} for figures_of_round in rounds(1)]
        self.assertNotIn("p50", figures.ratios(rounds(1), idle))

    def test_each_is_compared_with_its_own(self):
        found = figures.results({"a": rounds(2), "b": rounds(4)}, {"a": ("b",), "b": ()})
        self.assertEqual(found["a"]["ratios"]["b"]["cpu"]["median"], 0.5)
        self.assertEqual(found["b"]["ratios"], {})

    def test_table_is_aligned_and_says_all(self):
        contest = types.SimpleNamespace(name="n", what="w", unit="request")
        found = figures.results({"a": rounds(2), "b": rounds(1234)}, {"a": ("b",), "b": ()})
        heading, *lines = figures.table(contest, found)
        self.assertEqual(heading, "n: w")
        self.assertRegex(lines[0], r"CPU µs/request +requests/s +p50 ms +p99 ms +MiB +CPU × b$")
        self.assertRegex(lines[1], r"^a +2\.0 \(2\.0–2\.0\) +500,000 +1\.00 +2\.00 +2 +0\.00 \(0\.00–0\.00\)$")
        self.assertRegex(lines[2], r"^b +1,234\.0 \(1,234\.0–1,234\.0\) +810 +1\.00 +2\.00 +2$")


if __name__ == "__main__":
    unittest.main()
