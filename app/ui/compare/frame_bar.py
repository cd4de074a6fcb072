"""The lines around a divided picture: which frame it is, and what each version makes of it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSlider, QToolButton, QWidget

from app.services.comparing import Comparison, Judged
from app.ui import theme
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.words import Durations, pick

LONG_SECONDS = 10.0
"""From here on it is said how long something will still take."""
STEPS = 1000


class FrameBar(Retranslated, QWidget):
    """Name and place of the frame, with the ways to the next and the one before.

    Signals:
        step_wanted: Go on by this many frames.
    """

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = named(QLabel(), "comparePlace")
        self.back = self._button("previous", -1)
        self.forth = self._button("next", 1)
        self.busy = named(QLabel(), "compareBusy")
        self.busy.setProperty("quiet", True)
        self.bar = named(QProgressBar(textVisible=False), "compareProgress")
        self.bar.setFixedWidth(120)
        self._durations = Durations(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.back, self.forth, self.place):
            row.addWidget(part)
        row.addStretch(1)
        for shown in (self.busy, self.bar):
            row.addWidget(shown)
        self._placed: tuple[str, int, int] | None = None
        self._comparison: Comparison | None = None
        self.say()

    def say(self) -> None:
        """The buttons, and what was shown last."""
        for button, words in (
            (self.back, self.tr("The frame before (Page Up)")),
            (self.forth, self.tr("The next frame (Page Down)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        if self._placed is not None:
            self.show_place(*self._placed)
        if self._comparison is not None:
            self.show_progress(self._comparison)

    def _button(self, icon: str, step: int) -> QToolButton:
        button = named(QToolButton(autoRaise=True), f"compare-{icon}")
        button.setIcon(theme.icon(icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.step_wanted.emit(step))
        return button

    def show_place(self, name: str, number: int, count: int) -> None:
        """Which frame it is: the `number`th (from 1) of `count`."""
        self._placed = (name, number, count)
        locale = QLocale()
        where = self.tr("{number} of {count}").format(
            number=locale.toString(number), count=locale.toString(count)
        )
        self.place.setText(f"{where}  ·  {name}")
        self.back.setEnabled(number > 1)
        self.forth.setEnabled(number < count)

    def show_progress(self, comparison: Comparison) -> None:
        """How far looking at all frames is; once it is done, whether there is any difference."""
        self._comparison = comparison
        self.bar.setVisible(not comparison.finished)
        if comparison.finished:
            self.busy.setText(self.tr("No difference on any frame") if comparison.same else "")
            return
        done, total = len(comparison.frames), comparison.total
        locale = QLocale()
        words = self.tr("Looked at {done} of {total} frames").format(
            done=locale.toString(done), total=locale.toString(total)
        )
        left = comparison.seconds_left
        if left is not None and left > LONG_SECONDS:
            words = f"{words} · {self._durations.left(left)}"
        self.busy.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, total if done else 0)
        self.bar.setValue(done)


class VerdictLine(Retranslated, QLabel):
    """What a version makes of the frame, in counts."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, Judged | None] | None = None

    def say(self) -> None:
        """What was shown last."""
        if self._shown is not None:
            self.show_side(*self._shown)

    def show_side(self, version_id: int, side: Judged | None) -> None:
        """What it finds, misses and shows too much."""
        self._shown = (version_id, side)
        name = self.tr("Version {id}").format(id=version_id)
        if side is None:
            self.setText(name)
            return
        truth = len(side.missed)
        found = truth - int(side.missed.sum())
        locale = QLocale()
        parts = [
            self.tr("finds {found} of {truth}").format(
                found=locale.toString(found), truth=locale.toString(truth)
            )
        ]
        if side.extra:
            parts.append(pick(side.extra, self.tr("1 extra"), self.tr("%Ln extra", "", side.extra)))
        self.setText(f"{name}: {', '.join(parts)}")


def divider_slider() -> QSlider:
    """The slider that moves the divider, `STEPS` steps long."""
    slider = named(QSlider(Qt.Orientation.Horizontal), "compareSlider")
    slider.setRange(0, STEPS)
    slider.setValue(STEPS // 2)
    slider.setSingleStep(STEPS // 50)
    slider.setPageStep(STEPS // 10)
    return slider
