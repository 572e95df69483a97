# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other pages, dialogs and windows, reached and left with the keyboard alone."""
import os
import tempfile
import time

import pyatspi

from bus import (children, check_keyboard, check_names, fail, focused, named, press, rows, sentence, tab_to, type_text,
                 until, walk)

# Its name and the keys that open it.
DIALOGS = {
    "Export": ["ctrl+shift+s"],
    "Site settings": ["ctrl+comma"],
    "In the network": ["ctrl+shift+a"],
    "Porthole: keys and about": ["F1"],
    "Banned Addresses": ["alt+c", "b"],
    "Recording limits": ["alt+f", "l"],
}


def frame(program, name):
    return next((node for node in children(program) if name in node.name
                 and node.getState().contains(pyatspi.STATE_SHOWING)), None)


def tabs_of(window, first):
    """The tabs that begin with that one."""
    for bar in walk(window):
        if bar.getRole() == pyatspi.ROLE_PAGE_TAB_LIST:
            tabs = [node for node in children(bar) if node.getRole() == pyatspi.ROLE_PAGE_TAB]
            if tabs and tabs[0].name == first:
                return tabs
    return []


def check_sentences(table, words):
    """Each row is read out; one of them with these words."""
    said = [sentence(table, row) for row in range(min(rows(table), 20))]
    if not said:
        fail(f"{table.name} has no rows")
    if any(len(text.strip(". ")) < 3 for text in said):
        fail(f"{table.name} has a row without a sentence: {said}")
    if not any(all(word in text for word in words) for text in said):
        fail(f"no row of {table.name} says {words}: {said}")


def check_statistics(window):
    """Every page of the statistics comes by the keyboard and says what it shows."""
    press("alt+2")
    tabs = until(lambda: tabs_of(window, "Over Time"), "the pages of the statistics")
    if [tab.name for tab in tabs] != ["Over Time", "Top", "Broken Pages", "Folder"]:
        fail(f"the statistics have {[tab.name for tab in tabs]}")
    tab_to(window, lambda node: node.getRole() == pyatspi.ROLE_PAGE_TAB_LIST and node.name == "Over Time")
    for number, name in enumerate(tab.name for tab in tabs):
        if number > 0:
            press("Right")
        until(lambda: tabs_of(window, "Over Time")[0].parent.name == name, f"the page {name}")
        check_names(window)
        if name == "Over Time":
            check_plots(window)
        if name == "Top":
            table = until(lambda: named(window, "Paths", {pyatspi.ROLE_TABLE}), "the paths")
            until(lambda: rows(table) >= 2, "two paths")
            check_sentences(table, ["/missing.png"])
            check_sentences(named(window, "Clients", {pyatspi.ROLE_TABLE}), ["127.0.0.1"])
    press("alt+1")
    until(lambda: named(window, "Requests", {pyatspi.ROLE_TABLE}), "the requests again")


def check_plots(window):
    """A picture of numbers says them in words."""
    plots = [node for node in walk(window) if node.getRoleName() in ("image", "chart", "canvas", "icon")]
    if not plots:
        fail("no plot is on the page Over Time")
    for plot in plots:
        if not plot.name or not plot.description:
            fail(f"the plot “{plot.name}” says “{plot.description}”")


def check_dialogs(program, window):
    for name, keys in DIALOGS.items():
        until(lambda: focused(window), "the focus in the window")
        for key in keys:
            press(key)
            time.sleep(0.2)  # a menu has to be there before its letter
        dialog = until(lambda: frame(program, name), f"the dialog {name}")
        check_names(dialog, 1)
        check_circle(dialog)
        press("Escape")
        until(lambda: frame(program, name) is None, f"the end of {name} by Esc")


def check_circle(dialog):
    """Tab goes round: what had the focus has it again, and something else had it meanwhile."""
    def place(node):
        return (node.getRoleName(), node.name, tuple(node.queryComponent().getExtents(0)))
    first = place(until(lambda: focused(dialog), f"the focus in {dialog.name}"))
    seen = [first]
    for _ in range(80):
        press("Tab")
        time.sleep(0.04)
        seen.append(place(until(lambda: focused(dialog), f"the focus in {dialog.name}")))
        if seen[-1] == first and len(set(seen)) > 1:
            return
        if len(seen) > 3 and len(set(seen)) == 1:
            break
    if len(set(seen)) > 1 or any(node.getState().contains(pyatspi.STATE_FOCUSABLE) and node.getRole()
                                 in (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_ENTRY) for node in walk(dialog)):
        if len(set(seen)) == 1 and sum(node.getState().contains(pyatspi.STATE_FOCUSABLE) for node in walk(dialog)) < 2:
            return
        fail(f"Tab does not go round in {dialog.name}: {[part[:2] for part in seen]}")


def check_capture(program, window):
    """Saved and opened by typing names; its window has the same views, and a slider."""
    path = os.path.join(tempfile.mkdtemp(), "day.porthole")
    for key, made in (("ctrl+s", lambda: os.path.exists(path)), ("ctrl+shift+o", lambda: frame(program, "day.porthole"))):
        press(key)
        dialog = until(lambda: next((node for node in children(program) if node.getRole() in
                                     (pyatspi.ROLE_DIALOG, pyatspi.ROLE_FILE_CHOOSER) and
                                     node.getState().contains(pyatspi.STATE_SHOWING)), None), "a dialog for a file")
        until(lambda: focused(dialog), "the focus in the dialog for a file")
        press("ctrl+a")
        type_text(path)
        press("Return")
        until(made, f"what {key} makes of {path}")
    capture = frame(program, "day.porthole")
    table = until(lambda: named(capture, "Requests", {pyatspi.ROLE_TABLE}), "the requests of the capture")
    until(lambda: rows(table) >= 2, "two requests in the capture")
    check_names(capture)
    until(lambda: focused(capture), "the focus in the capture")
    check_keyboard(capture, {"Lanes", "Connections", "Requests"})
    sliders = [node.name for node in walk(capture) if node.getRole() == pyatspi.ROLE_SLIDER]
    if not any(name.startswith("From") for name in sliders) or not any(name.startswith("Until") for name in sliders):
        fail(f"the handles of the time slider say {sliders}")
    press("ctrl+w")
    until(lambda: frame(program, "day.porthole") is None, "the end of the capture's window by Ctrl+W")
