"""Thumbnails on disk: kept, told apart, bounded; a damaged store costs nothing but time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.media.images import decode_image
from app.media.thumbnails import read_thumbnail, thumbnail
from app.services.frames import FrameLoader
from app.services.sources import FrameRef, frame_readers, thumbnail_readers
from app.services.thumbnail_store import ThumbnailStore
from retinanet_core.types import Image
from tests.media.material import quarters, save

SIDE = 64


class Counting:
    """Counts how often a picture was decoded to be made small."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        monkeypatch.setattr("app.services.thumbnail_store.read_thumbnail", self._read)

    def _read(self, path: Path, side: int) -> Image:
        self.count += 1
        return read_thumbnail(path, side)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ThumbnailStore]:
    made = ThumbnailStore(tmp_path / "cache" / "thumbnails.sqlite")
    yield made
    made.close()


def read(tmp_path: Path, path: Path) -> Image:
    """The thumbnail as a program that has just been started reads it."""
    source = thumbnail_readers(tmp_path, tmp_path / "thumbnails.sqlite", SIDE)()
    try:
        return source.read(path, "image", 0)
    finally:
        source.close()


def test_a_thumbnail_is_made_once_and_is_there_at_the_next_start(tmp_path: Path, decoded: Counting) -> None:
    path = save(tmp_path / "a.png", quarters(400, 300))
    first, second = read(tmp_path, path), read(tmp_path, path)
    assert decoded.count == 1
    assert first.shape == second.shape == (48, 64, 3)
    assert np.abs(first.astype(int) - second).mean() < 4
    np.testing.assert_array_equal(first, thumbnail(decode_image(path), SIDE))


def test_a_file_that_was_replaced_gets_a_new_one(tmp_path: Path, decoded: Counting) -> None:
    path = save(tmp_path / "a.png", quarters(400, 300))
    read(tmp_path, path)
    save(path, np.full((300, 400, 3), 7, np.uint8))
    os.utime(path, ns=(1, 1))
    assert abs(int(read(tmp_path, path).mean()) - 7) < 3
    assert decoded.count == 2


@pytest.mark.parametrize("content", [b"not a database, but longer than a header " * 40, b""])
def test_a_damaged_store_is_thrown_away_and_costs_no_thumbnail(
    tmp_path: Path, content: bytes, decoded: Counting
) -> None:
    path = save(tmp_path / "a.png", quarters(400, 300))
    (tmp_path / "thumbnails.sqlite").write_bytes(content)
    for _ in range(3):
        assert read(tmp_path, path).shape == (48, 64, 3)
    assert decoded.count == (2 if content else 1), "the first start throws it away, the second makes it"


def test_a_store_that_cannot_be_made_costs_no_thumbnail(tmp_path: Path, decoded: Counting) -> None:
    path = save(tmp_path / "a.png", quarters(400, 300))
    (tmp_path / "thumbnails.sqlite").mkdir()
    assert read(tmp_path, path).shape == (48, 64, 3)


def test_the_oldest_go_when_it_is_full(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "t.sqlite", limit=400_000)
    pictures = np.random.default_rng(0).integers(0, 256, (600, 24, 32, 3), np.uint8)
    for number, picture in enumerate(pictures):
        store.put(number.to_bytes(16, "big"), picture)
    assert store.get((0).to_bytes(16, "big")) is None
    assert store.get((599).to_bytes(16, "big")) is not None
    store.close()


def test_a_closed_store_keeps_nothing_and_says_nothing(store: ThumbnailStore) -> None:
    store.close()
    store.put(b"key", quarters())
    assert store.get(b"key") is None


def test_the_loader_takes_thumbnails_from_the_store_and_whole_frames_from_the_file(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(tmp_path / "a.png", quarters(400, 300))
    loader = FrameLoader(
        frame_readers(tmp_path), open_thumbnails=thumbnail_readers(tmp_path, tmp_path / "t.sqlite", SIDE)
    )
    with qtbot.waitSignal(loader.thumbnail) as made:
        loader.request_thumbnails([FrameRef(1, path, "image", 0)])
    assert made.args is not None
    assert made.args[1].shape == (48, 64, 3)
    with qtbot.waitSignal(loader.loaded) as loaded:
        loader.request(1, path, "image", 0)
    assert loaded.args is not None
    assert loaded.args[1].shape == (300, 400, 3)
    assert loader.shutdown()
    assert (tmp_path / "t.sqlite").exists()
