# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# nautilus.py EXTENSION.py
# Which files get the entry in the menus of Nautilus, and what it starts; with stand-ins for the libraries of GNOME.
import importlib.util
import sys
import types
import unittest


class Item:
    def __init__(self, **properties):
        self.properties = properties

    def connect(self, signal, act, *arguments):
        assert signal == "activate"
        self.activate = lambda: act(self, *arguments)


class File:
    def __init__(self, folder, scheme="file"):
        self.folder, self.scheme = folder, scheme

    def is_directory(self):
        return self.folder

    def get_uri_scheme(self):
        return self.scheme

    def get_location(self):
        return self


class AppInfo:
    launched = []

    @classmethod
    def new(cls, name):
        return types.SimpleNamespace(launch=lambda files, context: cls.launched.append((name, files)))


repository = types.ModuleType("gi.repository")
repository.GObject = types.SimpleNamespace(GObject=type("GObject", (), {}))
repository.GLib = types.SimpleNamespace(get_language_names=lambda: ["zh_CN.UTF-8", "zh_CN", "zh", "C"])
repository.Gio = types.SimpleNamespace(DesktopAppInfo=AppInfo)
repository.Nautilus = types.SimpleNamespace(MenuProvider=type("MenuProvider", (), {}), MenuItem=Item)
sys.modules["gi"] = types.ModuleType("gi")
sys.modules["gi.repository"] = repository
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("porthole", sys.argv.pop(1))
extension = importlib.util.module_from_spec(spec)
spec.loader.exec_module(extension)


class NautilusMenu(unittest.TestCase):
    def test_one_folder_is_served(self):
        folder = File(True)
        (item,) = extension.PortholeMenu().get_file_items([folder])
        item.activate()
        self.assertEqual(AppInfo.launched.pop(), ("porthole-folder.desktop", [folder]))

    def test_the_folder_that_is_shown(self):
        (item,) = extension.PortholeMenu().get_background_items(File(True))
        self.assertEqual(item.properties["label"], "用 Porthole 提供此文件夹")

    def test_the_older_interface_has_a_window_first(self):
        self.assertEqual(len(extension.PortholeMenu().get_file_items("window", [File(True)])), 1)

    def test_nothing_else(self):
        for files in [], [File(False)], [File(True), File(True)], [File(True, "sftp")]:
            self.assertEqual(extension.PortholeMenu().get_file_items(files), [])


unittest.main()
