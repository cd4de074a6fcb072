"""Before a class goes: what there is of it, what becomes of its boxes, and a button that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.project.class_impact import Impact
from app.project.records import Box, Frame, ObjectClass
from app.ui import theme
from app.ui.language import Retranslated
from app.ui.marks import paint_swatch
from app.ui.naming import named, plain_buttons
from app.ui.words import pick
from retinanet_core.types import Image

WIDTH = 560
SAMPLE = QSize(84, 63)


@dataclass(frozen=True)
class Sample:
    """A frame that shows the class, with the boxes of it."""

    frame: Frame
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Going:
    """What a person decided.

    Attributes:
        into: Id of the class that the boxes get; None: they are deleted.
        complete: Frames reviewed for one of the two only are complete for both.
    """

    into: int | None
    complete: bool


class SampleStrip(QWidget):
    """Small pictures of some frames, with the boxes of the class on them."""

    def __init__(
        self, samples: Sequence[Sample], colour: str, thumbnail: Callable[[int], Image | None]
    ) -> None:
        super().__init__()
        self.setObjectName("classSamples")
        self._samples, self._colour, self._thumbnail = samples, colour, thumbnail
        self.setFixedHeight(SAMPLE.height())

    def take(self, _frame_id: int, _thumbnail: object) -> None:
        """A picture has come."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """One beside the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, sample in enumerate(self._samples):
            place = QRectF(number * (SAMPLE.width() + 4), 0, SAMPLE.width(), SAMPLE.height())
            painter.fillRect(place, QColor(theme.current().canvas))
            self._paint(painter, place, sample)

    def _paint(self, painter: QPainter, place: QRectF, sample: Sample) -> None:
        image, frame = self._thumbnail(sample.frame.id), sample.frame
        if image is None or not frame.width or not frame.height:
            return
        height, width = image.shape[:2]
        pixels = np.ascontiguousarray(image)
        picture = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888)
        scale = min(place.width() / width, place.height() / height)
        target = QRectF(0, 0, width * scale, height * scale)
        target.moveCenter(place.center())
        painter.drawImage(target, picture)
        x, y = target.width() / frame.width, target.height() / frame.height
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in (QPen(QColor(0, 0, 0, 160), 3.0), QPen(QColor(self._colour), 1.5)):
            painter.setPen(pen)
            for box in sample.boxes:
                painter.drawRect(
                    QRectF(
                        target.left() + box.x1 * x,
                        target.top() + box.y1 * y,
                        max(2.0, (box.x2 - box.x1) * x),
                        max(2.0, (box.y2 - box.y1) * y),
                    )
                )


class ClassImpactDialog(Retranslated, QDialog):
    """What there is of a class, and the choice: its boxes are deleted, or become those of another class."""

    def __init__(
        self,
        going: ObjectClass,
        others: Sequence[ObjectClass],
        impact: Impact,
        samples: SampleStrip,
        half_reviewed: Callable[[int], int],
        *,
        merges: bool,
        parent: QWidget,
    ) -> None:
        """`half_reviewed`: how many frames were reviewed for that class or the one that goes, but not for both."""
        super().__init__(parent)
        self.setObjectName("classImpactDialog")
        self.setMinimumWidth(WIDTH)
        self._going, self._others, self._impact = going, list(others), impact
        self._half_reviewed = half_reviewed
        self._versions: tuple[int, ...] = ()
        self._counts: list[tuple[QLabel, QLabel]] = []
        self.delete = named(QRadioButton(), "classDelete")
        self.merge = named(QRadioButton(), "classMerge")
        self.target = named(QComboBox(), "classTarget")
        self.complete_why = named(QLabel(wordWrap=True), "classCompleteWhy")
        self.complete = named(QCheckBox(), "classComplete")
        self.detector = _quiet(QLabel(wordWrap=True), "classDetector")
        self.undo = _quiet(QLabel(), "classUndo")
        self.samples = samples
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("classGo")
        plain_buttons(self.buttons)
        for item in self._others:
            self.target.addItem(_swatch(item.colour, self.devicePixelRatioF()), item.name, item.id)
        self.merge.setEnabled(bool(self._others))
        (self.merge if merges and self._others else self.delete).setChecked(True)
        self.go.setFocus()
        self._lay_out()
        self._connect()
        self.say()

    def _lay_out(self) -> None:
        choice = QButtonGroup(self)
        for button in (self.delete, self.merge):
            choice.addButton(button)
        into = QHBoxLayout()
        into.setSpacing(8)
        into.addWidget(self.merge)
        into.addWidget(self.target, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._make_counts())
        column.addSpacing(4)
        column.addWidget(self.samples)
        column.addWidget(self.delete)
        column.addLayout(into)
        column.addWidget(self.complete_why)
        column.addWidget(self.complete)
        column.addWidget(self.detector)
        column.addWidget(self.undo)
        column.addStretch(1)
        column.addWidget(self.buttons)
        some = self._impact.totals.frames > 0
        self.samples.setVisible(some)
        for widget in (self.delete, self.merge, self.target):
            widget.setVisible(bool(self._others))

    def _make_counts(self) -> QGridLayout:
        """A line for each kind of thing that is touched: the number at the left, what it counts beside it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row in range(len(self._rows())):
            number = named(QLabel(), f"classCount{row}")
            font = number.font()
            font.setBold(True)
            number.setFont(font)
            words = named(QLabel(), f"classCountWords{row}")
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, row, 1)
            self._counts.append((number, words))
        return grid

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.merge.toggled.connect(lambda _on: self._follow())
        self.target.currentIndexChanged.connect(lambda _row: self._follow())
        self.target.activated.connect(lambda _row: self.merge.setChecked(True))

    # --- words -----------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        name, locale = self._going.name, QLocale()
        title = self.tr("Merge {name}") if self.merge.isChecked() else self.tr("Delete {name}")
        self.setWindowTitle(title.format(name=name))
        self.delete.setText(self.tr("Delete its boxes"))
        self.merge.setText(self.tr("Its boxes become"))
        self.target.setAccessibleName(self.tr("The class that its boxes become"))
        pictures = self.tr("Some of the frames that show {name}").format(name=name)
        self.samples.setAccessibleName(pictures)
        self.undo.setText(self.tr("Undo brings it back."))
        for (number, words), (count, text) in zip(self._counts, self._rows(), strict=True):
            number.setText(locale.toString(count))
            words.setText(text)
        self._follow()

    def _rows(self) -> list[tuple[int, str]]:
        totals = self._impact.totals
        boxes = totals.boxes
        rows = [(boxes.confirmed, self._confirmed_words())]
        if boxes.suggested:
            rows.append(
                (boxes.suggested, pick(boxes.suggested, self.tr("suggestion"), self.tr("suggestions")))
            )
        if boxes.rejected:
            rows.append(
                (boxes.rejected, pick(boxes.rejected, self.tr("rejected box"), self.tr("rejected boxes")))
            )
        if totals.frames:
            rows.append((totals.frames, self._frame_words()))
        return rows

    def _confirmed_words(self) -> str:
        words = pick(
            self._impact.totals.boxes.confirmed, self.tr("confirmed box"), self.tr("confirmed boxes")
        )
        locked = self._impact.totals.locked
        if not locked:
            return words
        return (
            words
            + ", "
            + pick(locked, self.tr("1 of them locked"), self.tr("%Ln of them locked", "", locked))
        )

    def _frame_words(self) -> str:
        totals = self._impact.totals
        parts = [pick(totals.frames, self.tr("frame shows it"), self.tr("frames show it"))]
        if totals.reviewed:
            parts.append(
                pick(totals.reviewed, self.tr("1 reviewed"), self.tr("%Ln reviewed", "", totals.reviewed))
            )
        if totals.pinned:
            parts.append(pick(totals.pinned, self.tr("1 pinned"), self.tr("%Ln pinned", "", totals.pinned)))
        return ", ".join(parts)

    # --- the choice ------------------------------------------------------------------------------------------

    def say_versions(self, versions: Sequence[int]) -> None:
        """Which versions have learned the class."""
        self._versions = tuple(versions)
        self._follow()

    def choice(self) -> Going:
        """What was decided."""
        into = self.target.currentData() if self.merge.isChecked() else None
        return Going(into, self.complete.isChecked() and not self.complete.isHidden())

    def _follow(self) -> None:
        """What the button says, and what else the choice means."""
        chosen = self.target.currentData() if self.merge.isChecked() else None
        into = next((item for item in self._others if item.id == chosen), None)
        name, boxes = self._going.name, sum(self._impact.totals.boxes)
        if into is not None:
            words = self.tr("Merge {name} into {other}").format(name=name, other=into.name)
        elif boxes:
            words = pick(
                boxes, self.tr("Delete {name} and 1 box"), self.tr("Delete {name} and %Ln boxes", "", boxes)
            ).format(name=name)
        else:
            words = self.tr("Delete {name}").format(name=name)
        self.go.setText(words.replace("&", "&&"))
        self._say_complete(into)
        self._say_detector(into)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need: they change with the choice."""
        inside = self._column
        inside.activate()
        height = max(inside.totalHeightForWidth(max(WIDTH, self.width())), inside.totalSizeHint().height())
        self.setMinimumHeight(height)
        self.resize(max(WIDTH, self.width()), height)

    def _say_complete(self, into: ObjectClass | None) -> None:
        count = self._half_reviewed(into.id) if into is not None else 0
        for widget in (self.complete, self.complete_why):
            widget.setVisible(count > 0)
        if into is None or not count:
            return
        words = pick(
            count,
            self.tr(
                "1 frame was reviewed for only one of the two; it will not count as complete for {other}."
            ),
            self.tr(
                "%Ln frames were reviewed for only one of the two; they will not count as complete for {other}.",
                "",
                count,
            ),
        )
        self.complete_why.setText(words.format(other=into.name))
        self.complete.setText(self.tr("They are complete: both were the same kind of thing all along"))

    def _say_detector(self, into: ObjectClass | None) -> None:
        versions = self._versions
        self.detector.setVisible(bool(versions))
        if not versions:
            return
        locale = QLocale()
        numbers = ", ".join(locale.toString(number) for number in versions)
        if into is None:
            words = pick(
                len(versions),
                self.tr(
                    "Version {numbers} has learned {name}. It goes on working; {name} is no longer suggested."
                ),
                self.tr(
                    "Versions {numbers} have learned {name}. They go on working; {name} is no longer suggested."
                ),
            )
        else:
            words = pick(
                len(versions),
                self.tr(
                    "Version {numbers} has learned {name}. It goes on working; what it finds counts as {other}."
                ),
                self.tr(
                    "Versions {numbers} have learned {name}. They go on working; what they find counts as {other}."
                ),
            )
        other = into.name if into is not None else ""
        self.detector.setText(words.format(numbers=numbers, name=self._going.name, other=other))


def _quiet(label: QLabel, name: str) -> QLabel:
    label.setProperty("quiet", True)
    return named(label, name)


def _swatch(colour: str, ratio: float) -> QIcon:
    pixmap = QPixmap(round(16 * ratio), round(16 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_swatch(painter, QRectF(0, 0, 16, 16), colour)
    painter.end()
    return QIcon(pixmap)
