"""Thumbnails kept on disk from one start to the next, so that a list seen before is there at once."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from pathlib import Path

import numpy as np

from app.media.errors import unreadable
from app.media.frames import FrameReader
from app.media.opencv import cv2
from app.media.thumbnails import read_thumbnail, thumbnail
from app.services.sources import MediaKind
from retinanet_core.types import Image

log = logging.getLogger(__name__)

STORE_LIMIT = 512_000_000
_QUALITY = 88
_PUTS_BETWEEN_LOOKS = 256
_BUSY_SECONDS = 0.2


class ThumbnailStore:
    """One file of JPEG thumbnails; the oldest go when it grows over its bound. For one thread.

    A cache that cannot be read or written costs time, nothing else: a damaged file is thrown away.

    Args:
        path: The file; made when needed. It may be deleted while the program is not running.
        limit: Bytes on disk, about.
    """

    def __init__(self, path: Path, limit: int = STORE_LIMIT) -> None:
        self._path, self._limit = path, limit
        self._puts = 0
        self._database: sqlite3.Connection | None = None
        try:
            self._database = _opened(path)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, key: bytes) -> Image | None:
        """The thumbnail kept under this key, uint8 (H, W, 3) RGB."""
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT jpeg FROM thumbnail WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return None if row is None else _from_jpeg(row[0])

    def put(self, key: bytes, image: Image) -> None:
        """Keep a thumbnail, uint8 (H, W, 3) RGB."""
        if self._database is None:
            return
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO thumbnail (key, jpeg) VALUES (?, ?)", (key, _to_jpeg(image))
            )
            if self._puts % _PUTS_BETWEEN_LOOKS == 0:
                self._make_room(self._database)
            self._puts += 1
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file. May be called again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _make_room(self, database: sqlite3.Connection) -> None:
        size, pages, free = (
            database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "page_count", "freelist_count")
        )
        if size * (pages - free) > self._limit:
            database.execute(
                "DELETE FROM thumbnail WHERE number <="
                " (SELECT min(number) + (max(number) - min(number)) / 4 FROM thumbnail)"
            )

    def _give_up(self, error: Exception) -> None:
        """Work without it from now on. A busy or full one is there again at the next start."""
        log.warning("thumbnails are not kept in %s: %s", self._path, error)
        self.close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


class ThumbnailReader:
    """Reads thumbnails of frames, from the store where they are in it (`app.services.sources.FrameSource`).

    Args:
        frames: Reads the frames of videos; closed with this.
        store: Closed with this.
        side: The longest side of thumbnails, in pixels.
    """

    def __init__(self, frames: FrameReader, store: ThumbnailStore, side: int) -> None:
        self._frames, self._store, self._side = frames, store, side

    def read(self, path: Path, kind: MediaKind, index: int) -> Image:
        """The thumbnail of a frame as (H, W, 3) uint8 RGB. Raises MediaError as `FrameReader.read`."""
        key = thumbnail_key(path, index, self._side)
        image = self._store.get(key)
        if image is None:
            image = self._make(path, kind, index)
            self._store.put(key, image)
        return image

    def close(self) -> None:
        """Let go of all files. May be called again."""
        self._frames.close()
        self._store.close()

    def _make(self, path: Path, kind: MediaKind, index: int) -> Image:
        if kind == "image":
            return read_thumbnail(path, self._side)
        return thumbnail(self._frames.read(path, kind, index), self._side)


def thumbnail_key(path: Path, index: int, side: int) -> bytes:
    """16 bytes that differ when the file was replaced or changed: by its name, size and modification time.

    Raises:
        MediaError: The file is not there or may not be seen.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    facts = (str(path.absolute()), status.st_size, status.st_mtime_ns, index, side)
    return hashlib.blake2b(repr(facts).encode(), digest_size=16).digest()


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(
            "CREATE TABLE IF NOT EXISTS thumbnail"
            " (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, jpeg BLOB NOT NULL)"
        )
    except sqlite3.Error:
        database.close()
        raise
    return database


def _to_jpeg(image: Image) -> bytes:
    done, data = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    assert done
    return bytes(data)


def _from_jpeg(data: bytes) -> Image | None:
    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    except cv2.error:
        return None
    return None if decoded is None else np.asarray(decoded, np.uint8)
