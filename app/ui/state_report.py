"""The state of the window as a small JSON file, for tests that drive the program from outside.

Nothing is written unless FOVEATE_STATE_FILE names a file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.project.records import BoxState

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

VARIABLE = "FOVEATE_STATE_FILE"
DELAY_MS = 40


class StateReport(QObject):
    """Writes what `collect` returns, soon after `touch` and when the window moves or changes its size."""

    def __init__(self, path: Path, window: QWidget, collect: Callable[[], dict[str, Any]]) -> None:
        super().__init__(window)
        self._path = path
        self._collect = collect
        self._serial = 0
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.write)
        window.installEventFilter(self)

    def touch(self, *_: object) -> None:
        """Something changed."""
        if not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Write the file now, whole."""
        self._serial += 1
        partial = self._path.with_name(self._path.name + ".part")
        partial.write_text(
            json.dumps({"serial": self._serial, **self._collect()}, indent=1), encoding="utf-8"
        )
        partial.replace(self._path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The window is somewhere else."""
        if event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.LayoutRequest,
        ):
            self.touch()
        return False


def report_path() -> Path | None:
    """The file that is asked for, or None."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def view_transform(canvas: QWidget, to_view: Callable[[QPointF], QPointF]) -> dict[str, float]:
    """Where a frame's pixel (x, y) is on the screen, in device pixels: (left + x * scale, top + y * scale)."""
    ratio = canvas.devicePixelRatioF()
    corner = canvas.mapToGlobal(QPointF(0, 0))
    origin, unit = to_view(QPointF(0, 0)), to_view(QPointF(1, 1))
    return {
        "left": (corner.x() + origin.x()) * ratio,
        "top": (corner.y() + origin.y()) * ratio,
        "scale": (unit.x() - origin.x()) * ratio,
    }


def screen_rect(widget: QWidget) -> list[int]:
    """[x, y, width, height] on the screen, in device pixels."""
    ratio = widget.devicePixelRatioF()
    corner = widget.mapToGlobal(QPoint(0, 0))
    return [round(value * ratio) for value in (corner.x(), corner.y(), widget.width(), widget.height())]


def button_places(window: QWidget) -> dict[str, list[int]]:
    """Where each named button that can be pressed now is, by object name."""
    return {
        button.objectName(): screen_rect(button)
        for button in window.findChildren(QAbstractButton)
        if button.objectName() and not button.objectName().startswith("qt_") and button.isVisible()
    }


def collect(bench: Workbench) -> dict[str, Any]:
    """The state of the window. Box rectangles are in frame pixels; places are in pixels of the screen."""
    store, frame, media = bench.session.store, bench.session.frame, bench.session.media
    active = store.active_version() if store is not None else None
    path = store.media_path(media) if store is not None and media is not None else None
    notice = bench.notices.current
    card = bench.teach_panel.card
    return {
        "project": None if store is None else str(store.folder),
        "read_only": store is not None and store.read_only,
        "frame": None if frame is None else frame.id,
        "frame_index": None if frame is None else frame.index,
        "file": None if path is None else str(path),
        "frame_size": None if frame is None else [frame.width, frame.height],
        "frame_ready": bench.view.ready,
        "listed": str(bench.queue.shown or "files"),
        "reason": bench.reason.words,
        "frame_reviewed": frame is not None and frame.reviewed,
        "frames": 0 if store is None else store.totals().frames,
        "reviewed": 0 if store is None else store.totals().reviewed,
        "pinned": 0 if store is None else store.totals().pinned,
        "classes": [item.name for item in bench.session.classes],
        "draw_class": bench.session.draw_class.name if bench.session.draw_class else None,
        "boxes": _boxes(bench),
        "shown": len(bench.boxes.shown),
        "counts": _counts(bench),
        "selection": sorted(bench.canvas.selection()),
        "threshold": bench.display.threshold,
        "drawing": bench.boxes.drawing,
        "can_undo": bench.actions["undo"].isEnabled(),
        "can_redo": bench.actions["redo"].isEnabled(),
        "busy": {
            "scanning": bench.adding.busy,
            "detecting": bench.detection.busy,
            "teaching": bench.teaching.busy,
        },
        "activity": bench.activity.running,
        "active_version": None if active is None else active.id,
        "versions": [] if store is None else [version.id for version in store.versions()],
        "engine": bench.detection.engine,
        "notice": None if notice is None else {"key": notice.key, "text": notice.text},
        "card": None if card is None else {"version": card.version_id, "verdict": card.report.get("verdict")},
        "asking_for_class": bench.prompt.isVisible(),
        "view": view_transform(bench.canvas, bench.canvas.image_to_view),
        "canvas": screen_rect(bench.canvas),
        "buttons": button_places(bench.window),
    }


def _boxes(bench: Workbench) -> list[dict[str, Any]]:
    names = {item.id: item.name for item in bench.session.classes}
    return [
        {
            "id": box.id,
            "class": names[box.class_id],
            "state": str(box.state),
            "origin": str(box.origin),
            "score": box.score,
            "rect": list(box.rect),
        }
        for box in bench.session.boxes
    ]


def _counts(bench: Workbench) -> dict[str, int]:
    boxes = bench.session.boxes
    return {str(state): sum(box.state is state for box in boxes) for state in BoxState}
