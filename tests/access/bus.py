# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running window as a screen reader sees it, and its keyboard."""
import socket
import subprocess
import sys
import time

import pyatspi

# What is read out by its name. Parts of these (a scroll bar, the buttons of a spin box) are not asked.
CONTROLS = {
    pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_RADIO_BUTTON,
    pyatspi.ROLE_ENTRY, pyatspi.ROLE_TEXT, pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_SLIDER,
    pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE, pyatspi.ROLE_LIST, pyatspi.ROLE_PAGE_TAB,
}
failures = []


def fail(text):
    failures.append(text)
    print("access:", text, file=sys.stderr)


def until(wanted, what, seconds=30):
    """The first value of wanted() that is true; what names it when it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = wanted()
        except Exception:  # an object that went away while it was asked
            found = None
        if found:
            return found
        time.sleep(0.05)
    fail(f"{what} did not come")
    sys.exit(1)


def children(node):
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child


def showing(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


def walk(node, depth=0):
    """Every object that is shown, but not the cells of tables, of which there may be any number."""
    yield node
    if depth > 40 or node.getRole() in (pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE):
        return
    for child in children(node):
        if showing(child) or child.getRole() == pyatspi.ROLE_FILLER:
            yield from walk(child, depth + 1)


def named(root, name, roles=None):
    for node in walk(root):
        if node.name == name and (roles is None or node.getRole() in roles):
            return node
    return None


def request(port, target):
    """One request over a connection of its own; what came back."""
    with socket.create_connection(("127.0.0.1", port), 10) as client:
        client.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := client.recv(65536):
            answer += part
    return answer


def press(*keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)


def tab_to(window, wanted):
    """Presses Tab until what has the focus is wanted."""
    for _ in range(120):
        node = until(lambda: focused(window), "an object with the focus")
        if wanted(node):
            return
        press("Tab")
        time.sleep(0.03)
    fail("Tab does not reach what is looked for")


def focused(root):
    """The innermost: a widget that hands its focus on says that it has it too, and so does the tab of a page."""
    found = None
    for node in walk(root):
        if node.getRole() != pyatspi.ROLE_PAGE_TAB and node.getState().contains(pyatspi.STATE_FOCUSED):
            found = node
    return found


def rows(table):
    return table.queryTable().nRows


def sentence(table, row):
    """What is read when that row is reached: name and description of its first cell."""
    cell = table.queryTable().getAccessibleAt(row, 0)
    return f"{cell.name}. {cell.description}"


def check_names(window, least=15):
    """Whatever can be used has a name, and there is that much of it at least."""
    controls = 0
    for node in walk(window):
        if node.getRole() not in CONTROLS or node.name or node.getRoleName() == "scroll bar":
            continue
        parent = node.parent
        if parent is not None and parent.getRole() in (pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_COMBO_BOX):
            continue
        fail(f"a {node.getRoleName()} in “{parent.name if parent else ''}” has no name")
    for node in walk(window):
        controls += node.getRole() in CONTROLS
    if controls < least:
        fail(f"{window.name}: only {controls} controls were found: the walk does not see the window")


def check_keyboard(window, wanted):
    """Tab reaches every view; nothing keeps the focus for itself."""
    reached = set()
    order = []
    press("ctrl+l")  # the filter, from wherever the focus is
    for _ in range(120):
        node = until(lambda: focused(window), "an object with the focus")
        name = node.name
        if order and name == order[0] and wanted <= reached:
            break
        order.append(name)
        reached.add(name)
        press("Tab")
        time.sleep(0.03)  # the bus has no word for "nothing moved"
    missing = wanted - reached
    if missing:
        fail(f"Tab does not reach {sorted(missing)}; it went {order}")
