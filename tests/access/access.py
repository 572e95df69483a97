# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the running window what a screen reader would ask, and uses it with the keyboard alone.

access.py PID: the program's process. Prints each failure as one line and ends with 1 when there was one.
"""
import re
import sys
import time

import pyatspi

from bus import (check_keyboard, check_names, children, fail, failures, focused, named, press, request, rows, sentence,
                 until, walk)
from views import check_capture, check_dialogs, check_statistics


def check_rows(window, port):
    request(port, "/")
    request(port, "/missing.png")
    tables = {name: until(lambda n=name: named(window, n, {pyatspi.ROLE_TABLE}), f"the table {name}")
              for name in ("Connections", "Requests")}
    until(lambda: all(rows(table) >= 2 for table in tables.values()), "two rows in both tables")
    for row, words in ((0, ("/", "200")), (1, ("/missing.png", "404"))):
        said = sentence(tables["Requests"], row)
        if not all(word in said for word in words):
            fail(f"row {row} of Requests says “{said}”, without {words}")
    for row in range(2):
        said = sentence(tables["Connections"], row)
        if not re.search(r"127\.0\.0\.1", said) or "closed" not in said:
            fail(f"row {row} of Connections says “{said}”")


def check_lanes(window):
    """The lanes are a list: a sentence for each connection, in order of acceptance."""
    lanes = until(lambda: named(window, "Lanes", {pyatspi.ROLE_LIST}), "the lanes")
    until(lambda: lanes.childCount >= 2, "two lanes")
    for index in range(2):
        said = lanes.getChildAtIndex(index)
        said = f"{said.name}. {said.description}"
        if "127.0.0.1" not in said or "closed" not in said:
            fail(f"lane {index} says “{said}”")


def check_inspector(window):
    """With the keyboard alone: a request is selected, and each page comes by its letter and is reached by Tab."""
    press("ctrl+l")
    for _ in range(120):
        if until(lambda: focused(window), "an object with the focus").name == "Requests":
            break
        press("Tab")
        time.sleep(0.03)
    press("Down")
    tabs = until(lambda: [node.name for node in walk(window) if node.getRole() == pyatspi.ROLE_PAGE_TAB],
                 "the pages of the inspector")
    names = {name.replace("&", "") for name in tabs}
    missing = {"Heads", "Why", "Timing", "Body", "Bytes", "Cache", "Connection"} - names
    if missing:
        fail(f"the inspector lacks {sorted(missing)}: {sorted(names)}")
    for letter, parts in (("t", {"Timing"}), ("s", {"Parts of the head", "Bytes"})):
        press(f"alt+{letter}")
        for part in parts:
            until(lambda p=part: any(node.name == p and node.getRole() != pyatspi.ROLE_PAGE_TAB
                                     for node in walk(window)), f"“{part}” in the inspector")
        check_keyboard(window, parts)


def main():
    pid = int(sys.argv[1])
    desktop = pyatspi.Registry.getDesktop(0)
    program = until(lambda: next((app for app in children(desktop) if app.get_process_id() == pid), None),
                    "the program on the bus")
    window = until(lambda: next((frame for frame in children(program) if "http://" in frame.name), None),
                   "the window that serves")
    port = int(re.search(r":(\d+)/", window.name).group(1))
    check_rows(window, port)
    check_lanes(window)
    check_names(window)
    check_keyboard(window, {"Lanes", "Connections", "Requests", "Console lines"})
    check_inspector(window)
    check_statistics(window)
    check_dialogs(program, window)
    check_capture(program, window)
    sys.exit(1 if failures else 0)


main()
