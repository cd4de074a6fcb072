"""Reading events.jsonl of a run while the child is still writing it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec

_log = logging.getLogger(__name__)

MAX_LINE = 1_000_000
"""Bytes; a longer line is not an event of ours."""

Event = dict[str, Any]
"""{"t": unix seconds, "event": kind, ...}; the kinds are those of `retinanet_core.teach.job`."""


class EventFollower:
    """Returns each event once, and only when its line is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self._partial = b""
        self._skipping = False

    def read_new(self) -> list[Event]:
        """The events written since the last call. A file that is missing or cannot be read has none yet."""
        try:
            with self._path.open("rb") as stream:
                stream.seek(self._offset)
                data = stream.read()
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                _log.warning("cannot read %s: %s", self._path, error)
            return []
        self._offset += len(data)
        *lines, self._partial = (self._partial + data).split(b"\n")
        if self._skipping and lines:
            del lines[0]
            self._skipping = False
        if len(self._partial) > MAX_LINE:
            _log.warning("a line of more than %d bytes in %s is left out", MAX_LINE, self._path)
            self._partial, self._skipping = b"", True
        return [event for line in lines if line.strip() and (event := self._parse(line)) is not None]

    def _parse(self, line: bytes) -> Event | None:
        try:
            event = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            event = {}
        if not isinstance(event.get("event"), str):
            _log.warning("not an event in %s: %r", self._path, line[:200])
            return None
        return event
