# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serve This Folder with Porthole, in the menus of Nautilus: for nautilus-python."""

from gi.repository import Gio, GLib, GObject, Nautilus

LABELS = {"C": "Serve This Folder with Porthole", "zh_CN": "用 Porthole 提供此文件夹"}
LABEL = next(LABELS[name] for name in GLib.get_language_names() if name in LABELS)  # the last name is C


def serve(_item, folder):
    """Starts the program by its desktop entry, so that the desktop knows whose window it is."""
    Gio.DesktopAppInfo.new("porthole-folder.desktop").launch([folder], None)


class PortholeMenu(GObject.GObject, Nautilus.MenuProvider):
    """An entry for one folder on this machine, selected or shown."""

    # Before version 4.0 of the extension interface a window comes first.
    def get_file_items(self, *arguments):
        return self.items("selected", arguments[-1])

    def get_background_items(self, *arguments):
        return self.items("shown", [arguments[-1]])

    @staticmethod
    def items(which, files):
        if len(files) != 1 or not files[0].is_directory() or files[0].get_uri_scheme() != "file":
            return []
        item = Nautilus.MenuItem(name=f"Porthole::serve-{which}", label=LABEL, icon="porthole")
        item.connect("activate", serve, files[0].get_location())
        return [item]
