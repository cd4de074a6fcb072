"""Filling the menus and the toolbar from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.ui import places
from app.ui.actions import MENUS, Actions
from app.ui.menus import TitledMenu
from app.ui.window import Window
from app.ui.words import QT_TRANSLATE_NOOP, translate

SCHEMES = ("colours-system", "colours-light", "colours-dark")
LISTS = ("list-files", "list-label", "list-missed", "list-extra", "list-misplaced")


def build_menus(window: Window, actions: Actions, recent: QMenu) -> None:
    """The menu bar; the recent projects go below the entry that opens one, the docks into View."""
    for menu_id, title in MENUS:
        menu = TitledMenu("Actions", title, window)
        window.menuBar().addMenu(menu)
        menu.setObjectName(f"menu-{menu_id}")
        menu.setToolTipsVisible(True)
        for action, line in actions.in_menu(menu_id):
            if line:
                menu.addSeparator()
            menu.addAction(action)
            if action is actions["open-project"]:
                menu.addMenu(recent)
        if menu_id == "view":
            menu.addSeparator()
            for dock in window.docks:
                menu.addAction(dock.toggleViewAction())
    for choice in (SCHEMES, LISTS):
        one_of = QActionGroup(window)
        for name in choice:
            one_of.addAction(actions[name])


def build_toolbar(window: Window, actions: Actions) -> None:
    """From opening at the left to the view at the right."""
    opening = QMenu(window)
    for name in ("open-images", "open-folder", "open-video", "open-project"):
        opening.addAction(actions[name])
    button = window.add_menu_button(
        QT_TRANSLATE_NOOP("Toolbar", "Open"),
        opening,
        "openButton",
        QT_TRANSLATE_NOOP("Toolbar", "Open pictures, videos, a project"),
    )
    button.setIcon(actions["open-images"].icon())
    detecting = QMenu(window)
    for name in ("detect", "detect-selection", "detect-all"):
        detecting.addAction(actions[name])
    window.add_tool(actions["detect"], "detectButton", words=True)
    more = QT_TRANSLATE_NOOP("Toolbar", "Detect on more frames")
    window.add_menu_button("", detecting, "detectMore", more)
    window.add_tool(actions["draw"], "drawButton", words=True)
    window.toolbar.addSeparator()
    window.add_tool(actions["undo"], "undoButton")
    window.add_tool(actions["redo"], "redoButton")
    window.toolbar.addSeparator()
    window.add_tool(actions["previous-frame"], "previousButton")
    window.toolbar.addWidget(window.position)
    window.add_tool(actions["next-frame"], "nextButton")
    window.add_tool(actions["next-unreviewed"], "nextUnreviewedButton", words=True)
    window.add_stretch()
    window.add_tool(actions["palette"], "paletteButton", words=True)
    for name in ("zoom-out", "fit", "zoom-in"):
        window.add_tool(actions[name], f"{name}Button")


def fill_recent(
    menu: QMenu,
    folders: Sequence[Path],
    gone: Collection[Path],
    open_project: Callable[[Path], object],
    forget: Callable[[Collection[Path]], object],
) -> None:
    """The projects opened lately; those that are `gone` say so and can be taken off."""
    menu.clear()
    menu.setEnabled(bool(folders))
    for folder in folders:
        text = f"{places.display_name(folder)}   {folder.parent}".replace("&", "&&")
        if folder in gone:
            text = f"{text}   ({translate('Workbench', 'not there any more')})"
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False, chosen=folder: open_project(chosen))
    missing = [folder for folder in folders if folder in gone]
    if missing:
        menu.addSeparator()
        remove = menu.addAction(translate("Workbench", "Remove those that are not there"))
        remove.triggered.connect(lambda _checked=False: forget(missing))
