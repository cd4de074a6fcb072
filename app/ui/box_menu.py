"""What the right button offers on the picture: the boxes that lie on each other there, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.ui.naming import named
from app.ui.words import size_text

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

_MOST = 9
_ON_BOX = (
    ("accept", "reject"),
    ("cut", "copy", "paste", "duplicate"),
    ("lock", "hide-selected", "zoom-to-box"),
    ("delete",),
)
_BESIDE = (("draw", "select-all"), ("paste", "paste-onto"), ("show-all", "fit"))


class BoxMenu(QObject):
    """Makes the menu anew each time, from the table of actions."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        bench.canvas.menu_wanted.connect(self._show)

    def make(self, stack: list[int]) -> QMenu:
        """The menu for the boxes at one place, smallest first; none where the picture is bare."""
        menu = named(QMenu(self._bench.canvas), "boxMenu", self.tr("Boxes"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        if len(stack) > 1:
            self._add_stack(menu, stack[:_MOST])
        for group in _ON_BOX if stack else _BESIDE:
            menu.addSeparator()
            for name in group:
                menu.addAction(self._bench.actions[name])
        return menu

    def _add_stack(self, menu: QMenu, stack: list[int]) -> None:
        menu.addSection(self.tr("Boxes here"))
        selection = self._bench.canvas.selection()
        for box_id in stack:
            box = self._bench.canvas.box(box_id)
            x1, y1, x2, y2 = box.rect
            text = f"{box.class_name}   {size_text(round(x2 - x1), round(y2 - y1))}".replace("&", "&&")
            entry = named(menu.addAction(text), f"box-{box_id}")
            entry.setCheckable(True)
            entry.setChecked(box_id in selection)
            entry.triggered.connect(lambda _checked=False, chosen=box_id: self._bench.boxes.select([chosen]))

    def _show(self, stack: list[int], at: QPoint) -> None:
        # The actions of the menu follow what the same press selected, as everything does, at the end of this turn.
        self.make(stack).popup(at)
