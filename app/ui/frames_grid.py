"""Rows or a grid of frames, as the settings have it."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject

from app.setting import Number, Setting
from app.settings import FRAMES_GRID, THUMB_SIZE, Settings, SettingsError
from app.ui.panels.frames_view import FramesView

log = logging.getLogger(__name__)

assert isinstance(THUMB_SIZE.kind, Number)
_SIZES = THUMB_SIZE.kind


class FramesGrid(QObject):
    """Keeps the list of frames as the settings have it, and the settings as it was left."""

    def __init__(self, settings: Settings, view: FramesView, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._view = settings, view
        settings.subscribe(self._on_changed)
        view.size_wanted.connect(self._resize)
        self._bring()

    def toggle(self) -> None:
        """The other way."""
        self._set(FRAMES_GRID, not self._settings.get(FRAMES_GRID))

    def _resize(self, steps: int) -> None:
        wanted = self._settings.get(THUMB_SIZE) + steps * _SIZES.step
        self._set(THUMB_SIZE, min(_SIZES.high, max(_SIZES.low, wanted)))

    def _set(self, setting: Setting[Any], value: object) -> None:
        try:
            self._settings.set(setting, value)
        except SettingsError as error:
            # It holds until the program ends, and is worth no word to the person.
            log.warning("%s (%s)", error.message, error.detail)

    def _on_changed(self, setting: Setting[Any]) -> None:
        if setting in (FRAMES_GRID, THUMB_SIZE):
            self._bring()

    def _bring(self) -> None:
        self._view.show_grid(self._settings.get(FRAMES_GRID), int(self._settings.get(THUMB_SIZE)))
