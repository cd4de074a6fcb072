"""What a person set about boxes, brought to the canvas at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.setting import Setting
from app.settings import MAGNIFIER, MIN_SIDE, SNAP, Settings
from app.ui.canvas import Canvas


class BoxSettings(QObject):
    """Keeps the canvas as the settings have it."""

    def __init__(self, settings: Settings, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._canvas = settings, canvas
        settings.subscribe(self._on_changed)
        self._bring()

    def _on_changed(self, setting: Setting[Any]) -> None:
        if setting in (MAGNIFIER, MIN_SIDE, SNAP):
            self._bring()

    def _bring(self) -> None:
        self._canvas.set_min_side(self._settings.get(MIN_SIDE))
        self._canvas.set_snap(self._settings.get(SNAP))
        self._canvas.set_magnified_drawing(self._settings.get(MAGNIFIER))
