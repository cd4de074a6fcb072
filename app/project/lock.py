"""Who has a project open for writing: a file with process id and start time, taken over when that process is gone."""

from __future__ import annotations

import contextlib
import os
import socket
import uuid
from pathlib import Path

import msgspec
import psutil

_SAME_START_SECONDS = 30.0
"""Start times of one process can differ this much when the clock was set; a reused id starts much later."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock; `token` tells one opening from another of the same process."""

    pid: int
    started: float
    host: str
    token: str

    def lives(self) -> bool:
        """Whether that process still runs; one on another computer counts as running."""
        if self.host != socket.gethostname():
            return True
        try:
            started: float = psutil.Process(self.pid).create_time()
            return abs(started - self.started) < _SAME_START_SECONDS
        except psutil.NoSuchProcess:
            return False
        except psutil.Error:
            return True  # It exists but may not be asked.


class ProjectLock:
    """The lock file of one project folder, held from `acquire` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        process = psutil.Process()
        self._me = Holder(process.pid, process.create_time(), socket.gethostname(), uuid.uuid4().hex)

    def acquire(self) -> Holder | None:
        """Take the lock; None when it is ours now, else who has it.

        Raises:
            OSError: The folder cannot be written.
        """
        for _ in range(5):  # Another program may come or go between two looks.
            if self._create():
                self._sweep()
                return None
            holder = self._read()
            if holder is not None and holder.lives():
                return holder
            self._remove_stale(holder)
        return self._read()

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        with contextlib.suppress(OSError):
            if self._read() == self._me:
                self.path.unlink()

    def _create(self) -> bool:
        """Put our file in place whole, unless there is one."""
        mine = self.path.with_name(f"{self.path.name}.{self._me.token}")
        mine.write_bytes(msgspec.json.encode(self._me))
        try:
            os.link(mine, self.path)
        except FileExistsError:
            return False
        except OSError:
            return self._create_without_links()
        finally:
            mine.unlink(missing_ok=True)
        return True

    def _sweep(self) -> None:
        """Remove what killed openers left."""
        for debris in self.path.parent.glob(f"{self.path.name}.*"):
            with contextlib.suppress(OSError):
                debris.unlink()

    def _create_without_links(self) -> bool:
        """For file systems such as exFAT."""
        try:
            with self.path.open("xb") as stream:
                stream.write(msgspec.json.encode(self._me))
        except FileExistsError:
            return False
        return True

    def _read(self) -> Holder | None:
        """Who the file names; None if there is none or it says nothing, as after a power failure."""
        try:
            return self._decode(self.path)
        except FileNotFoundError:
            return None

    def _remove_stale(self, seen: Holder | None) -> None:
        """Set a dead holder's file aside; if someone else's came in between, put that back."""
        aside = self.path.with_name(f"{self.path.name}.{self._me.token}.stale")
        try:
            self.path.rename(aside)
        except FileNotFoundError:
            return
        try:
            if self._decode(aside) != seen and not self.path.exists():
                aside.rename(self.path)
        finally:
            aside.unlink(missing_ok=True)

    @staticmethod
    def _decode(path: Path) -> Holder | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Holder)
        except msgspec.MsgspecError:
            return None
