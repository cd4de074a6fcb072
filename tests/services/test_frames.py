"""The frame loader: the newest request wins, memory is bounded, nothing stale is shown."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.media.giant import Coarse
from app.media.images import Size
from app.services import frames
from app.services.frames import FrameLoader
from app.services.sources import FrameRef, Giants, MediaKind
from retinanet_core.errors import PlainError
from retinanet_core.types import Image
from tests.services.fakes import FakeSource, picture, ref


def quarter(image: Image) -> Image:
    return np.ascontiguousarray(image[::4, ::4])


class SomeGiants(Giants):
    """Frames from 90 on are giants."""

    def is_giant(self, ref: FrameRef) -> bool:
        return ref.frame_id >= 90

    def coarse(self, ref: FrameRef) -> Coarse | None:
        return Coarse(quarter(picture(ref.index)), Size(10, 10)) if self.is_giant(ref) else None


class Ears:
    """Hears the signals of a loader; `threads` says where."""

    def __init__(self, loader: FrameLoader) -> None:
        self.coarse: list[tuple[int, Image, int, int]] = []
        loader.coarse.connect(lambda *told: self.coarse.append(told))
        self.loaded: list[tuple[int, Image]] = []
        self.failed: list[tuple[int, str]] = []
        self.thumbnails: dict[int, Image | None] = {}
        self.threads: set[int] = set()
        loader.loaded.connect(self.on_loaded)
        loader.failed.connect(self.on_failed)
        loader.thumbnail.connect(self.on_thumbnail)

    def on_loaded(self, frame_id: int, image: Image) -> None:
        self.threads.add(threading.get_ident())
        self.loaded.append((frame_id, image))

    def on_failed(self, frame_id: int, sentence: str) -> None:
        self.threads.add(threading.get_ident())
        self.failed.append((frame_id, sentence))

    def on_thumbnail(self, frame_id: int, image: Image | None) -> None:
        self.threads.add(threading.get_ident())
        self.thumbnails[frame_id] = image


@pytest.fixture
def source() -> FakeSource:
    return FakeSource(broken={66: PlainError("clip.mp4 ends before frame 66."), 67: ValueError("odd")})


@pytest.fixture
def make_loader(qtbot: QtBot, source: FakeSource) -> Iterator[Callable[..., FrameLoader]]:
    made: list[FrameLoader] = []

    def make(**options: Any) -> FrameLoader:
        made.append(FrameLoader(source.open, make_thumbnail=quarter, **options))
        return made[-1]

    yield make
    source.gate.set()
    for loader in made:
        assert loader.shutdown()
    assert sorted(source.closed_on) == sorted(source.opened_on)


def ask(loader: FrameLoader, wanted: FrameRef) -> None:
    loader.request(wanted.frame_id, wanted.path, wanted.kind, wanted.index)


def test_a_frame_arrives_and_is_answered_from_memory_next_time(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    ask(loader, ref(5))
    assert ears.loaded == []
    qtbot.waitUntil(lambda: len(ears.loaded) == 1)
    frame_id, image = ears.loaded[0]
    assert frame_id == 5
    np.testing.assert_array_equal(image, picture(5))
    assert loader.get(5) is image
    ask(loader, ref(5))
    assert len(ears.loaded) == 2
    assert ears.loaded[1][1] is image
    assert source.reads == [5]
    assert ears.threads == {threading.get_ident()}
    assert threading.get_ident() not in source.opened_on


def test_the_newest_request_wins(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    source.gate.clear()
    ask(loader, ref(1))
    qtbot.waitUntil(lambda: source.reads == [1])
    for frame_id in range(2, 50):
        ask(loader, ref(frame_id))
    source.gate.set()
    qtbot.waitUntil(lambda: ears.loaded != [])
    assert [frame_id for frame_id, _ in ears.loaded] == [49]
    assert source.reads == [1, 49]
    assert loader.get(1) is not None, "what was read is kept"


def test_a_frame_that_is_in_memory_supersedes_one_that_is_being_read(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    ask(loader, ref(1))
    qtbot.waitUntil(lambda: len(ears.loaded) == 1)
    source.gate.clear()
    ask(loader, ref(2))
    ask(loader, ref(1))
    source.gate.set()
    qtbot.waitUntil(lambda: loader.get(2) is not None)
    assert [frame_id for frame_id, _ in ears.loaded] == [1, 1]


@pytest.mark.logs_errors
@pytest.mark.parametrize("frame_id", [66, 67])
def test_an_unreadable_frame_is_a_sentence_and_can_be_asked_for_again(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource, frame_id: int
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    ask(loader, ref(frame_id))
    qtbot.waitUntil(lambda: ears.failed != [])
    assert ears.failed[0][0] == frame_id
    assert ears.failed[0][1].endswith(".")
    assert "ValueError" not in ears.failed[0][1]
    source.broken.clear()
    ask(loader, ref(frame_id))
    qtbot.waitUntil(lambda: ears.loaded != [])


def test_prefetching_is_quiet_and_gives_way_to_a_request(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    source.gate.clear()
    loader.prefetch([ref(1), ref(66), ref(2), ref(3)])
    qtbot.waitUntil(lambda: source.reads == [1])
    ask(loader, ref(9))
    source.gate.set()
    qtbot.waitUntil(lambda: loader.get(3) is not None)
    assert source.reads == [1, 9, 66, 2, 3]
    assert [frame_id for frame_id, _ in ears.loaded] == [9]
    assert ears.failed == []


def test_a_request_for_the_frame_that_is_being_prefetched_reads_it_once(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    source.gate.clear()
    loader.prefetch([ref(1)])
    qtbot.waitUntil(lambda: source.reads == [1])
    ask(loader, ref(1))
    source.gate.set()
    qtbot.waitUntil(lambda: ears.loaded != [])
    assert source.reads == [1]


def test_a_new_prefetch_replaces_the_old_one(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    source.gate.clear()
    loader.prefetch([ref(1), ref(2), ref(3)])
    qtbot.waitUntil(lambda: source.reads == [1])
    loader.prefetch([ref(7)])
    source.gate.set()
    qtbot.waitUntil(lambda: loader.get(7) is not None)
    assert source.reads == [1, 7]


def test_memory_stays_within_its_bound_and_prefetching_stops_when_it_is_full(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(memory_limit=3 * picture(0).nbytes)
    ears = Ears(loader)
    ask(loader, ref(0))
    qtbot.waitUntil(lambda: len(ears.loaded) == 1)
    loader.prefetch([ref(1), ref(2), ref(3), ref(4), ref(5)])
    qtbot.waitUntil(lambda: 3 in source.reads)
    ask(loader, ref(66))
    qtbot.waitUntil(lambda: ears.failed != [])
    assert [frame_id for frame_id in range(10) if loader.get(frame_id) is not None] == [0, 1, 2]
    ask(loader, ref(9))
    qtbot.waitUntil(lambda: ears.loaded[-1][0] == 9)
    held = [frame_id for frame_id in range(10) if loader.get(frame_id) is not None]
    assert len(held) == 3
    assert 9 in held
    assert source.reads == [0, 1, 2, 3, 66, 9]


def test_the_shown_frame_survives_prefetching(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(memory_limit=2 * picture(0).nbytes)
    ears = Ears(loader)
    ask(loader, ref(0))
    qtbot.waitUntil(lambda: len(ears.loaded) == 1)
    loader.prefetch([ref(1), ref(2), ref(3)])
    ask(loader, ref(0))
    qtbot.waitUntil(lambda: 2 in source.reads)
    ask(loader, ref(66))
    qtbot.waitUntil(lambda: ears.failed != [])
    assert loader.get(0) is not None
    assert loader.get(1) is not None


class Files:
    """A file of the disk, and frames that are read from it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "clip.mp4"
        self.write(b"one")

    def write(self, data: bytes) -> None:
        self.path.write_bytes(data)
        os.utime(self.path, ns=(len(data) * 10**9, len(data) * 10**9))

    def ref(self, frame_id: int) -> FrameRef:
        return FrameRef(frame_id, self.path, "video", frame_id)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_a_file_that_was_replaced_is_read_anew(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource, files: Files
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    for frame_id in (1, 2):
        ask(loader, files.ref(frame_id))
        qtbot.waitUntil(lambda: len(ears.loaded) == frame_id)  # noqa: B023
    files.write(b"another")
    source.shade = 100
    ask(loader, files.ref(1))
    qtbot.waitUntil(lambda: len(ears.loaded) == 4)
    np.testing.assert_array_equal(ears.loaded[-1][1], picture(101))
    assert loader.get(2) is None, "other frames of the file are not shown from memory either"
    ask(loader, files.ref(1))
    ask(loader, files.ref(2))
    qtbot.waitUntil(lambda: len(ears.loaded) == 6)
    np.testing.assert_array_equal(ears.loaded[-1][1], picture(102))
    assert source.reads == [1, 2, 1, 2]


def test_a_file_that_is_as_it_was_or_gone_is_shown_from_memory(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource, files: Files
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    ask(loader, files.ref(1))
    qtbot.waitUntil(lambda: len(ears.loaded) == 1)
    ask(loader, files.ref(1))
    files.path.unlink()
    ask(loader, files.ref(1))
    ask(loader, files.ref(2))
    qtbot.waitUntil(lambda: ears.loaded[-1][0] == 2)
    assert [frame_id for frame_id, _ in ears.loaded] == [1, 1, 1, 2]
    assert source.reads == [1, 2]


def test_smaller_ones_come_with_the_frame_and_count_as_memory(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader]
) -> None:
    size = picture(0).nbytes
    loader = make_loader(reduce=lambda image: {1: image[::2, ::2].copy()}, memory_limit=2 * size + 80)
    ears = Ears(loader)
    for count, frame_id in enumerate((5, 6, 6), 1):
        ask(loader, ref(frame_id))
        qtbot.waitUntil(lambda: len(ears.loaded) == count)  # noqa: B023
        np.testing.assert_array_equal(loader.reductions[1], picture(frame_id)[::2, ::2])
    assert loader.get(5) is None


@pytest.mark.logs_errors
def test_what_has_no_thumbnail_is_remembered_within_a_bound(
    qtbot: QtBot,
    make_loader: Callable[..., FrameLoader],
    source: FakeSource,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frames, "WITHOUT_THUMBNAIL_LIMIT", 1)
    loader = make_loader()
    ears = Ears(loader)
    for frame_id in (66, 67):
        loader.request_thumbnails([ref(frame_id)])
        qtbot.waitUntil(lambda: frame_id in ears.thumbnails)  # noqa: B023
    loader.request_thumbnails([ref(67), ref(66), ref(1)])
    qtbot.waitUntil(lambda: 1 in ears.thumbnails)
    assert source.reads == [66, 67, 66, 1]


def test_a_frame_larger_than_the_bound_is_still_shown(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader]
) -> None:
    loader = make_loader(memory_limit=10)
    ears = Ears(loader)
    ask(loader, ref(4))
    qtbot.waitUntil(lambda: ears.loaded != [])
    assert loader.get(4) is None


def test_a_giant_is_coarse_first_and_then_whole(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(giants=SomeGiants())
    ears = Ears(loader)
    source.gate.clear()
    ask(loader, ref(91))
    qtbot.waitUntil(lambda: ears.coarse != [])
    frame_id, image, width, height = ears.coarse[0]
    assert (frame_id, width, height) == (91, 10, 10)
    np.testing.assert_array_equal(image, quarter(picture(91)))
    assert ears.loaded == []
    assert loader.get(91) is None, "what is coarse is never taken for the frame"
    source.gate.set()
    qtbot.waitUntil(lambda: ears.loaded != [])
    np.testing.assert_array_equal(ears.loaded[0][1], picture(91))
    ask(loader, ref(5))
    qtbot.waitUntil(lambda: len(ears.loaded) == 2)
    assert len(ears.coarse) == 1


def test_a_giant_one_has_left_is_not_shown_coarse(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(giants=SomeGiants())
    ears = Ears(loader)
    source.gate.clear()
    ask(loader, ref(91))
    ask(loader, ref(5))
    source.gate.set()
    qtbot.waitUntil(lambda: ears.loaded != [])
    assert ears.coarse == []
    assert [frame_id for frame_id, _ in ears.loaded] == [5]


def test_a_giant_pushes_others_out_of_memory_before_it_is_decoded(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(giants=SomeGiants(), memory_limit=2 * picture(0).nbytes)
    ears = Ears(loader)
    for frame_id in (1, 2):
        ask(loader, ref(frame_id))
        qtbot.waitUntil(lambda: len(ears.loaded) == frame_id)  # noqa: B023
    source.gate.clear()
    ask(loader, ref(91))
    qtbot.waitUntil(lambda: ears.coarse != [])
    assert loader.get(1) is None
    assert loader.get(2) is not None
    source.gate.set()
    qtbot.waitUntil(lambda: len(ears.loaded) == 3)


def test_giants_are_not_prefetched_but_one_that_is_asked_for_comes(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader(giants=SomeGiants())
    ears = Ears(loader)
    loader.prefetch([ref(91), ref(1)])
    qtbot.waitUntil(lambda: loader.get(1) is not None)
    assert source.reads == [1]
    loader.prefetch([ref(92)])
    ask(loader, ref(92))
    qtbot.waitUntil(lambda: ears.loaded != [])
    assert ears.loaded[0][0] == 92
    assert ears.failed == []


def test_a_forgotten_frame_is_read_again_and_its_old_pixels_are_not_shown(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    source.gate.clear()
    ask(loader, ref(1))
    loader.prefetch([ref(2)])
    qtbot.waitUntil(lambda: source.reads == [1])
    source.shade = 100
    loader.forget([1])
    source.gate.set()
    qtbot.waitUntil(lambda: loader.get(2) is not None)
    assert source.reads == [1, 1, 2]
    assert [frame_id for frame_id, _ in ears.loaded] == [1]
    np.testing.assert_array_equal(ears.loaded[0][1], picture(101))
    loader.forget([1])
    assert loader.get(1) is None
    assert loader.get(2) is not None


def test_thumbnails_in_view_are_made_and_kept(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    loader.request_thumbnails([ref(1), ref(66), ref(2)])
    qtbot.waitUntil(lambda: len(ears.thumbnails) == 3)
    assert ears.thumbnails[66] is None
    np.testing.assert_array_equal(ears.thumbnails[2], quarter(picture(2)))
    assert loader.get_thumbnail(2) is ears.thumbnails[2]
    reads = len(source.reads)
    loader.request_thumbnails([ref(1), ref(66), ref(2), ref(3)])
    qtbot.waitUntil(lambda: 3 in ears.thumbnails)
    assert source.reads[reads:] == [3]
    loader.forget([66])
    source.broken.clear()
    loader.request_thumbnails([ref(66)])
    qtbot.waitUntil(lambda: ears.thumbnails[66] is not None)
    assert ears.threads == {threading.get_ident()}


def test_thumbnails_that_scrolled_away_are_not_made(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    source.gate.clear()
    loader.request_thumbnails([ref(n) for n in range(50)])
    qtbot.waitUntil(lambda: source.reads == [0])
    loader.request_thumbnails([ref(n) for n in range(50, 60)])
    source.gate.set()
    qtbot.waitUntil(lambda: 59 in ears.thumbnails)
    assert source.reads == [0, *range(50, 60)]


def test_the_thumbnail_of_a_frame_in_memory_needs_no_reading(
    qtbot: QtBot, make_loader: Callable[..., FrameLoader], source: FakeSource
) -> None:
    loader = make_loader()
    ears = Ears(loader)
    ask(loader, ref(1))
    qtbot.waitUntil(lambda: ears.loaded != [])
    loader.request_thumbnails([ref(1)])
    qtbot.waitUntil(lambda: 1 in ears.thumbnails)
    assert source.reads == [1]


@pytest.mark.logs_errors
def test_a_source_that_cannot_be_opened_is_a_sentence(qtbot: QtBot) -> None:
    def refuse() -> FakeSource:
        raise OSError("no such folder")

    loader = FrameLoader(refuse)
    ears = Ears(loader)
    loader.request(1, Path("/media/a.png"), "image", 0)
    qtbot.waitUntil(lambda: ears.failed != [])
    assert ears.failed[0][0] == 1
    assert loader.shutdown()


@pytest.mark.logs_errors
def test_shutdown_while_reading_is_quick_and_silent(
    qtbot: QtBot, source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = source.read

    def read_slowly(path: Path, kind: MediaKind, index: int) -> Image:
        time.sleep(0.005)  # all that is wanted would take ten seconds
        return read(path, kind, index)

    monkeypatch.setattr(source, "read", read_slowly)
    loader = FrameLoader(source.open, make_thumbnail=quarter)
    ears = Ears(loader)
    ask(loader, ref(1))
    loader.prefetch([ref(n) for n in range(1000)])
    loader.request_thumbnails([ref(n) for n in range(1000)])
    qtbot.waitUntil(lambda: len(source.reads) > 3)
    heard = len(ears.loaded), len(ears.thumbnails)
    assert loader.shutdown()
    assert len(source.reads) < 1000, "what was only wanted is given up"
    qtbot.wait(20)
    assert (len(ears.loaded), len(ears.thumbnails)) == heard
    ask(loader, ref(2))
    loader.request_thumbnails([ref(2)])
    assert sorted(source.closed_on) == sorted(source.opened_on)
