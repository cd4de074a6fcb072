"""A word where something is used for the first time: once each, under the picture, and never in the way."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from app.project.records import BoxOrigin, BoxState
from app.settings import TIPS, TIPS_SEEN, SettingsError
from app.ui import theme
from app.ui.keys import shown_key
from app.ui.language import Retranslated
from app.ui.naming import link_button, named
from app.ui.tour import TourController
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.setting import Setting
    from app.ui.workbench import Workbench

log = logging.getLogger(__name__)

T = TypeVar("T")
_ID = re.compile(r"\{([a-z-]+)\}")

ENOUGH = 5
"""From so many complete frames on, teaching is spoken of."""


@dataclass(frozen=True)
class Tip:
    """One tip.

    Attributes:
        text: Marked as "Tips"; {ID} is the key of that action.
        due: Whether this is the moment, as far as the frame that is looked at and the project tell.
    """

    name: str
    text: str
    due: Callable[[Workbench], bool]


def _suggested(bench: Workbench) -> bool:
    return any(box.state is BoxState.SUGGESTED for box in bench.session.boxes)


def _corrected(bench: Workbench) -> bool:
    return any(
        box.state is BoxState.REJECTED
        or (box.state is BoxState.CONFIRMED and box.origin is not BoxOrigin.IMPORT)
        for box in bench.session.boxes
    )


def _enough(bench: Workbench) -> bool:
    store = bench.session.store
    return store is not None and store.totals().reviewed >= ENOUGH


def _taught(bench: Workbench) -> bool:
    store = bench.session.store
    return store is not None and any(version.run for version in store.versions())


ALL: tuple[Tip, ...] = (
    Tip(
        "taught",
        QT_TRANSLATE_NOOP(
            "Tips",
            "The first teaching is over. The card says what came of it, on frames that it never learnt from; "
            "every version stays, and going back is one click.",
        ),
        _taught,
    ),
    Tip(
        "enough",
        QT_TRANSLATE_NOOP(
            "Tips",
            "There is enough to learn from: {teach} teaches a new version, while you go on. "
            "More complete frames make it better.",
        ),
        _enough,
    ),
    Tip(
        "corrected",
        QT_TRANSLATE_NOOP(
            "Tips",
            "Each step is saved at once, and {undo} takes it back, also after a restart. When everything on the "
            "frame has its box, {complete} says that it is complete.",
        ),
        _corrected,
    ),
    Tip(
        "suggested",
        QT_TRANSLATE_NOOP(
            "Tips",
            "Dashed boxes are suggestions: {accept} accepts those that are shown, {reject} rejects the one that is "
            "selected or under the pointer. The slider hides those with a low score.",
        ),
        _suggested,
    ),
)
"""The one that matters more comes first."""


class TipLine(Retranslated, QFrame):
    """Shows a tip until it was read or another is due. On the tour there are none: it says the same."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench.window)
        self.setObjectName("tipLine")
        self._bench, self._settings = bench, bench.settings
        self._tour = bench.part(TourController)
        self._tip: Tip | None = None
        self._icon = QLabel()
        self._text = named(QLabel(wordWrap=True), "tipText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._read = link_button("tipRead", lambda: self._show(None))
        self._none = link_button("tipNone", lambda: self._set(TIPS, False))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._read)
        row.addWidget(self._none)
        session = bench.session
        session.changed.connect(lambda _change: self._look())
        session.current_changed.connect(self._look)
        session.project_changed.connect(lambda: self._show(None))
        bench.keymap.changed.connect(self.say)
        self._tour.changed.connect(self._look)
        self._settings.subscribe(self._on_setting)
        theme.notifier().changed.connect(self.say)
        self.say()

    def say(self) -> None:
        """The words of now."""
        self.setAccessibleName(self.tr("Tip"))
        self._icon.setPixmap(theme.icon("info").pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self._read.setText(self.tr("Got it"))
        self._none.setText(self.tr("No more tips"))
        self._show(self._tip)

    def _look(self) -> None:
        """Show what is due now and was never shown."""
        if self._tour.shown or not self._bench.session.writable or not self._settings.get(TIPS):
            self._show(None)
            return
        seen = self._settings.get(TIPS_SEEN)
        tip = next((tip for tip in ALL if tip.name not in seen and tip.due(self._bench)), None)
        if tip is not None:
            self._set(TIPS_SEEN, (*seen, tip.name))
            self._show(tip)

    def _show(self, tip: Tip | None) -> None:
        self._tip = tip
        self.setVisible(tip is not None)
        if tip is not None:
            text = translate("Tips", tip.text)
            keys = {name: shown_key(self._bench.actions[name]) for name in _ID.findall(text)}
            self._text.setText(text.format(**keys))
            self._text.setAccessibleName(self._text.text())

    def _set(self, setting: Setting[T], value: T) -> None:
        try:
            self._settings.set(setting, value)
        except SettingsError as error:
            # A tip may come a second time.
            log.warning("%s (%s)", error.message, error.detail)

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting is not TIPS:
            return
        if self._settings.get(TIPS):
            self._set(TIPS_SEEN, ())
        self._look()
