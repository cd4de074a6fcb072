"""Everything can be reached without a mouse, is named, and shows the focus; the boxes are told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from app.ui.canvas import Canvas
from app.ui.dialogs.about import AboutDialog
from app.ui.dialogs.guide_window import GuideWindow
from app.ui.dialogs.label_dialogs import ExportDialog, ImportDialog
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.shortcut_sheet import ShortcutSheet
from app.ui.dialogs.weights_dialog import WeightsDialog
from tests.ui.conftest import Hand

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    Canvas,
)


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can be used in a window now, each as a whole."""
    for widget in window.findChildren(QWidget):
        whole = not isinstance(
            widget.parentWidget(), QAbstractSpinBox | QLineEdit | QComboBox | QAbstractItemView
        )
        own = not widget.objectName().startswith(("qt_", "Scroll")) and not isinstance(widget, QScrollBar)
        if isinstance(widget, CONTROLS) and whole and own and widget.isVisible() and widget.isEnabled():
            yield widget


def told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}"


def nameless(window: QWidget) -> list[str]:
    """What assistive technology would have no name or no role for."""
    return [
        called(widget)
        for widget in controls(window)
        if not told(widget).text(QAccessible.Text.Name)
        or told(widget).role() in (QAccessible.Role.NoRole, QAccessible.Role.Client)
    ]


def out_of_reach(window: QWidget) -> list[str]:
    """What Tab does not come to; of buttons that exclude each other it comes to one, and arrows to the others."""
    chain, at = set(), window
    while at not in chain:
        chain.add(at)
        at = at.nextInFocusChain()
    return [
        called(widget)
        for widget in controls(window)
        if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget in chain)
    ]


def picture(widget: QWidget) -> QImage:
    """A widget as it is seen, with a little around it, where a ring may be."""
    window = widget.window()
    corner = widget.mapTo(window, QPoint(-4, -4))
    return window.grab().toImage().copy(corner.x(), corner.y(), widget.width() + 8, widget.height() + 8)


def without_sight_of_focus(window: QWidget) -> list[str]:
    """What looks the same with the focus as without."""
    blind = []
    rest = QWidget(window)  # takes the focus, and is nowhere
    rest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    rest.resize(0, 0)
    rest.show()
    for widget in list(controls(window)):
        for area in window.findChildren(QScrollArea):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)
        rest.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and picture(widget) == before:
            blind.append(called(widget))
    rest.deleteLater()
    return blind


@pytest.fixture(params=["settings", "keys", "import", "export", "about", "weights", "guide"])
def dialog(opened: Hand, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[QDialog]:
    """Each dialog that can be opened from a menu."""
    bench = opened.bench
    made: QDialog = {
        "settings": lambda: SettingsDialog(bench.settings, bench.window),
        "keys": lambda: ShortcutSheet(bench.keymap, bench.window),
        "import": lambda: ImportDialog(bench.window),
        "export": lambda: ExportDialog(tmp_path, bench.window),
        "about": lambda: AboutDialog("", bench.window),
        "weights": lambda: WeightsDialog(bench.services.tasks, bench.window),
        "guide": lambda: GuideWindow(bench.shell.chapters, bench.window),
    }[request.param]()
    made.show()
    made.activateWindow()
    opened.qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


def test_dialogs_are_named_reached_and_show_the_focus(dialog: QDialog) -> None:
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []
    assert without_sight_of_focus(dialog) == []


def test_the_welcome_is_named_reached_and_shows_the_focus(hand: Hand) -> None:
    hand.activate()
    assert nameless(hand.bench.window) == []
    assert out_of_reach(hand.bench.window) == []
    assert without_sight_of_focus(hand.bench.window) == []


def test_every_panel_is_named_reached_and_shows_the_focus(opened: Hand) -> None:
    opened.suggest()
    opened.activate()
    window = opened.bench.window
    window.resize(1600, 1000)
    for dock in window.docks:
        dock.show()
        dock.raise_()
        QApplication.processEvents()
        assert nameless(window) == []
        assert out_of_reach(window) == []
    assert without_sight_of_focus(window) == []


def test_tab_never_leads_behind_another_panel(opened: Hand) -> None:
    opened.activate()
    window = opened.bench.window
    window.resize(1280, 720)  # all panels at the right share one place
    opened.settle()
    for dock in window.docks:
        dock.show()  # some begin closed
        close = dock.findChild(QAbstractButton, f"close-{dock.objectName()}")
        assert close is not None
        close.setFocus(Qt.FocusReason.TabFocusReason)
        opened.qtbot.waitUntil(lambda close=close: not close.visibleRegion().isEmpty())


def test_menus_and_their_entries_are_named(opened: Hand) -> None:
    menus = [action.menu() for action in opened.bench.window.menuBar().actions()]
    assert all(menu.title() and menu.actions() for menu in menus)
    entries = [action for menu in menus for action in menu.actions() if not action.isSeparator()]
    assert all(action.text() for action in entries)


def test_boxes_are_told_one_by_one(opened: Hand) -> None:
    opened.suggest()
    canvas = opened.bench.canvas
    whole = told(canvas)
    assert whole.role() is QAccessible.Role.List
    assert whole.childCount() == len(canvas.boxes()) == 2
    box = whole.child(0)
    assert box.text(QAccessible.Text.Name) == "shell, suggested with score 0.88, 60 by 60 pixels at 20, 20"
    assert box.parent() is whole
    assert whole.indexOfChild(box) == 0
    place = box.rect()
    assert place.topLeft() == canvas.mapToGlobal(opened.at(20, 20))
    assert whole.childAt(place.center().x(), place.center().y()) is box


def test_the_focus_of_assistive_technology_follows_the_selection(opened: Hand) -> None:
    opened.suggest()
    canvas = opened.bench.canvas
    whole, first, second = told(canvas), *(told(canvas).child(number) for number in (0, 1))
    opened.key(Qt.Key.Key_Tab)
    assert (first.state().selected, second.state().selected) == (1, 0)
    assert whole.focusChild() is first
    opened.key(Qt.Key.Key_Tab)
    assert (first.state().selected, second.state().selected) == (0, 1)
    assert whole.focusChild() is second


def test_a_box_that_is_gone_says_so(opened: Hand) -> None:
    opened.suggest()
    gone = told(opened.bench.canvas).child(0)
    opened.bench.canvas.set_boxes(())
    assert not gone.isValid()
    assert gone.text(QAccessible.Text.Name) == ""
    assert gone.state().invalid
