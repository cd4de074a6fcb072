"""The file that `foveate detect` writes: streamed, so that memory stays flat, and valid JSON whenever it is there."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import uuid
from pathlib import Path
from typing import Any, Self, TextIO

from app.cli.console import abandon_stream
from retinanet_core.errors import PlainError
from retinanet_core.types import Detections, ObjectClass

FORMAT = "foveate-detections"
VERSION = 1


class DetectionsFile:
    """Writes {"format", "version", "model", "classes", "frames": [...], ["limitation",] "complete"} entry by entry.

    A file appears under its name only when it is closed; leaving the block by an error still leaves the frames
    that were done, with "complete": false.

    Args:
        path: Where it goes; None writes to stdout.
        model: Facts about the detector.
        classes: What the class ids mean.

    Raises:
        PlainError: The file cannot be written (also from every method).
    """

    def __init__(self, path: Path | None, model: dict[str, Any], classes: tuple[ObjectClass, ...]) -> None:
        self._path = path
        self._names = {item.id: item.name for item in classes}
        self._stage: Path | None = None
        self._entries = 0
        self._complete = False
        self._limitation = ""
        self._stream = self._open()
        head = {
            "format": FORMAT,
            "version": VERSION,
            "model": model,
            "classes": [{"id": item.id, "name": item.name} for item in classes],
        }
        self._write(json.dumps(head, allow_nan=False)[:-1] + ', "frames": [')

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        try:
            limitation = f'"limitation": {json.dumps(self._limitation)}, ' if self._limitation else ""
            self._write(f'\n], {limitation}"complete": {json.dumps(self._complete)}}}\n')
            self._publish()
        except PlainError:
            if kind is None:
                raise
        finally:
            self._discard()

    def add(
        self,
        file: str,
        index: int,
        timestamp_ms: float | None,
        size: tuple[int, int],
        detections: Detections,
    ) -> None:
        """Write what was found on a frame of `size` (width, height) pixels."""
        width, height = size
        boxes = [
            {
                "class_id": label,
                "class": self._names[label],
                "score": round(score, 5),
                "x1": round(box[0], 3),
                "y1": round(box[1], 3),
                "x2": round(box[2], 3),
                "y2": round(box[3], 3),
            }
            for box, score, label in zip(
                detections.boxes.tolist(),
                detections.scores.tolist(),
                detections.labels.tolist(),
                strict=True,
            )
        ]
        self._add(
            {
                "file": file,
                "index": index,
                "timestamp_ms": timestamp_ms,
                "width": width,
                "height": height,
                "boxes": boxes,
            }
        )

    def add_error(self, file: str, index: int, reason: str) -> None:
        """Write why a frame could not be read."""
        self._add({"file": file, "index": index, "error": reason})

    def finish(self, *, complete: bool, limitation: str) -> None:
        """Say whether nothing is missing, and what had to be given up for want of memory."""
        self._complete = complete
        self._limitation = limitation

    def _add(self, entry: dict[str, Any]) -> None:
        separator = "," if self._entries else ""
        self._write(f"{separator}\n{json.dumps(entry, allow_nan=False)}")
        self._entries += 1

    def _open(self) -> TextIO:
        if self._path is None:
            return sys.stdout
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            stage = _beside(self._path)
            stream = stage.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise self._unwritable(error) from error
        self._stage = stage
        return stream

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except BrokenPipeError:
            abandon_stream(self._stream)
            raise
        except OSError as error:
            raise self._unwritable(error) from error

    def _publish(self) -> None:
        try:
            self._stream.flush()
            if self._stage is not None and self._path is not None:
                os.fsync(self._stream.fileno())
                self._stream.close()
                self._stage.replace(self._path)
        except OSError as error:
            raise self._unwritable(error) from error

    def _discard(self) -> None:
        if self._stage is not None:
            with contextlib.suppress(OSError):  # closing flushes, and the disk may be full
                self._stream.close()
            self._stage.unlink(missing_ok=True)

    def _unwritable(self, error: OSError) -> PlainError:
        reason = (error.strerror or "it cannot be written").lower()
        return PlainError(f"The detections cannot be written to {self._path}: {reason}.", detail=str(error))


def _beside(path: Path) -> Path:
    """A hidden name that nobody has, in the same folder."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
