"""The overview of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.project.overview import Subject
from app.ui.action_spec import ActionSpec, Commands, When
from app.ui.overview.panel import OverviewPanel
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


_SHARE, _WIDTH = 0.6, 380
"""Of the height of the window, which it gets where it stands below other docks; and how wide it is at least."""


def _toggle(bench: Workbench) -> None:
    """Bring it to the front with the focus; close it where it is in front already."""
    window, panel = bench.window, bench.part(OverviewPanel)
    dock = window.dock("overview")
    if panel.isVisible() and not panel.visibleRegion().isEmpty():
        dock.close()
        docks, sizes = list(panel.room), list(panel.room.values())
        window.resizeDocks(docks, [size.width() for size in sizes], Qt.Orientation.Horizontal)
        window.resizeDocks(docks, [size.height() for size in sizes], Qt.Orientation.Vertical)
        for other in docks:  # Those that were in front of their tabs are again.
            other.raise_()
        bench.canvas.setFocus()
        return
    others = [other for other in window.docks if other.isVisible() and not other.isFloating()]
    panel.room = {other: other.size() for other in others if not other.visibleRegion().isEmpty()}
    dock.show()
    dock.raise_()
    if not dock.isFloating():
        window.resizeDocks([dock], [max(_WIDTH, dock.width())], Qt.Orientation.Horizontal)
        window.resizeDocks([dock], [round(_SHARE * window.height())], Qt.Orientation.Vertical)
    panel.plots[Subject.PROGRESS].setFocus(Qt.FocusReason.ShortcutFocusReason)


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "overview",
        QT_TRANSLATE_NOOP("Actions", "O&verview"),
        _toggle,
        keys=("O",),
        menu="-view",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Classes, sizes, positions, scores and review as plots that lead to frames"
        ),
    ),
)

COMMANDS = Commands(ACTIONS)
