"""Any frame of a project through one reader; indexes of videos kept from one start to the next."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from app.media import frames as frames_module
from app.media import index_cache
from app.media.errors import MediaError
from app.media.frames import FrameReader
from app.media.index_cache import load_or_build_index
from app.media.video import VideoIndex, VideoReader, index_video
from app.media.video_index import DamagedIndexError
from tests.media.material import blocks, quarters, save, write_video


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The videos that were decoded whole to make an index, in order."""
    made: list[Path] = []

    def build(path: Path, **options: object) -> VideoIndex:
        made.append(path)
        return index_video(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(index_cache, "index_video", build)
    return made


def test_images_and_videos_in_any_order(tmp_path: Path) -> None:
    image = save(tmp_path / "a.png", quarters())
    videos = [write_video(tmp_path / f"{n}.avi", blocks(20 + n)) for n in range(5)]
    with FrameReader(tmp_path / "cache") as reader:
        for n in (3, 19, 0, 7):
            for video in videos:
                with VideoReader(video, index_video(video)) as plain:
                    assert np.array_equal(reader.read(video, "video", n), plain.read(n))
            assert np.array_equal(reader.read(image, "image", 0), quarters())
        with pytest.raises(MediaError, match=r"2\.avi has no frame 22: it has 22"):
            reader.read(videos[2], "video", 22)


def test_only_a_few_videos_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_now: set[VideoReader] = set()

    class Counted(VideoReader):
        def __init__(self, path: Path, index: VideoIndex) -> None:
            super().__init__(path, index)
            open_now.add(self)

        def close(self) -> None:
            super().close()
            open_now.discard(self)

    monkeypatch.setattr(frames_module, "VideoReader", Counted)
    reader = FrameReader(tmp_path / "cache")
    for n in range(6):
        reader.read(write_video(tmp_path / f"{n}.avi", blocks(3)), "video", 1)
        assert len(open_now) <= 3
    assert len(open_now) == 3
    reader.close()
    assert open_now == set()


def test_a_video_replaced_while_it_is_open_is_read_anew(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    with FrameReader(tmp_path / "cache") as reader:
        before = reader.read(path, "video", 4)
        write_video(tmp_path / "b.avi", blocks(10)[::-1]).replace(path)
        after = reader.read(path, "video", 5)
    assert np.array_equal(before, after)  # frame 4 of ten is frame 5 from the end


def test_a_video_that_went_away_is_told(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    with FrameReader(tmp_path / "cache") as reader:
        reader.read(path, "video", 4)
        path.unlink()
        with pytest.raises(MediaError, match=r"a\.avi is not there"):
            reader.read(path, "video", 5)


def test_an_index_is_built_once_and_found_again(tmp_path: Path, built: list[Path]) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    told: list[int] = []
    first = load_or_build_index(path, tmp_path / "cache", progress=told.append)
    again = load_or_build_index(path, tmp_path / "cache")
    assert first == again
    assert first.frame_count == 10
    assert told[-1] == 10
    assert built == [path]


def test_a_moved_video_keeps_its_index(tmp_path: Path, built: list[Path]) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    first = load_or_build_index(path, tmp_path / "cache")
    moved = path.rename(tmp_path / "b.avi")
    assert load_or_build_index(moved, tmp_path / "cache") == first
    assert built == [path]


def test_a_changed_video_is_indexed_anew(tmp_path: Path, built: list[Path]) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    load_or_build_index(path, tmp_path / "cache")
    write_video(tmp_path / "b.avi", blocks(12)).replace(path)
    assert load_or_build_index(path, tmp_path / "cache").frame_count == 12
    assert len(built) == 2


def test_a_video_written_over_in_place_is_indexed_anew(tmp_path: Path, built: list[Path]) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    first = load_or_build_index(path, tmp_path / "cache")
    os.utime(path, ns=(first.mtime_ns + 10**9, first.mtime_ns + 10**9))
    again = load_or_build_index(path, tmp_path / "cache")
    assert again.digests == first.digests
    assert again.mtime_ns == first.mtime_ns + 10**9
    assert len(built) == 2


@pytest.mark.parametrize("damage", [b"", b"\0", b"not an index", None])
def test_a_damaged_cache_is_replaced(tmp_path: Path, built: list[Path], damage: bytes | None) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    first = load_or_build_index(path, tmp_path / "cache")
    (stored,) = (entry for entry in (tmp_path / "cache").rglob("*") if entry.is_file())
    whole = stored.read_bytes()
    flipped = bytearray(whole)
    flipped[len(flipped) // 2] ^= 4  # one bit of one digest
    stored.write_bytes(bytes(flipped) if damage is None else damage)
    assert load_or_build_index(path, tmp_path / "cache") == first
    assert stored.read_bytes() == whole
    assert len(built) == 2


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Path, built: list[Path]) -> None:
    path = write_video(tmp_path / "a.avi", blocks(10))
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert load_or_build_index(path, tmp_path / "cache").frame_count == 10
    assert load_or_build_index(path, tmp_path / "cache").frame_count == 10
    assert len(built) == 2


def test_an_index_survives_the_way_through_bytes(tmp_path: Path) -> None:
    index = index_video(write_video(tmp_path / "a.avi", blocks(10)))
    data = index.to_bytes()
    assert VideoIndex.from_bytes(data) == index
    for cut in (0, 5, len(data) // 2, len(data) - 1):
        with pytest.raises(DamagedIndexError):
            VideoIndex.from_bytes(data[:cut])
