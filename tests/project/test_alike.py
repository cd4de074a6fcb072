"""Which files show one picture: found by reading each frame once, and what teaching makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.media.frames import FrameReader
from app.media.opencv import cv2
from app.project import alike, edits
from app.project.alike import find_alike, plan_comparison
from app.project.errors import ProjectError
from app.project.library import add_media
from app.project.manifest import read_manifest
from app.project.preparing import prepare_run
from app.project.store import Store
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.types import Image
from tests.media.material import save, write_video
from tests.media.test_similarity import cropped, encoded, scene
from tests.project.building import apply, draw

Reads = list[tuple[str, int]]


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """0 a.png, 1 b.png, 2 c.jpg (like a), 3 d.png (a part of b), 4-6 e.avi (another scene, then b, then another)."""
    pictures = folder / "pictures"
    pictures.mkdir()
    a, b = scene(1), scene(2)
    save(pictures / "a.png", a)
    save(pictures / "b.png", b)
    save(pictures / "c.jpg", a, quality=40)
    save(pictures / "d.png", cropped(b))
    write_video(pictures / "e.avi", [scene(7), b, scene(8)])
    with Store.create(folder / "p.foveate", ["cat"]) as opened:
        add_media(opened, [pictures])
        for frame_id in opened.frame_ids():
            draw(opened, frame_id)
            apply(opened, edits.complete_frame(opened, frame_id, 0.5))
        yield opened


class Reader:
    """Reads frames, and remembers which."""

    def __init__(self, store: Store) -> None:
        self._reader = FrameReader(store.cache_dir)
        self.reads: Reads = []

    def __call__(self, path: Path, kind: str, index: int) -> Image:
        self.reads.append((path.name, index))
        return self._reader.read(path, kind, index)


def test_copies_in_other_files_are_found(store: Store) -> None:
    reader = Reader(store)
    told: list[tuple[int, int]] = []
    found = find_alike(plan_comparison(store), reader, progress=lambda *at: told.append(at))
    a, b, c, d, e = (media.id for media in store.media())
    assert found == {c: a, d: b, e: b}
    assert told == [(n, 7) for n in range(1, 8)]
    assert reader.reads == [
        ("a.png", 0),
        ("b.png", 0),
        ("c.jpg", 0),
        ("d.png", 0),
        *(("e.avi", n) for n in range(3)),
    ]


def test_each_frame_is_read_once(store: Store) -> None:
    """For comparing, for teaching, and for comparing again."""
    reader = Reader(store)
    run = prepare_run(store, read_frame=reader)
    assert len(reader.reads) == 7
    found = find_alike(plan_comparison(store), reader)
    prepare_run(store, read_frame=reader)
    assert len(reader.reads) == 7
    assert len(found) == 3
    assert (run / "frames").is_dir()


def test_what_came_of_it_is_remembered_until_the_frames_are_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find_alike(plan_comparison(store), Reader(store))

    def again(*_: object, **__: object) -> None:
        raise AssertionError("compared again")

    with monkeypatch.context() as patch:
        patch.setattr(alike, "copies", again)
        assert find_alike(plan_comparison(store), Reader(store)) == first
    opened = store.frame_ids()[2]
    apply(store, edits.reopen_frame(store, opened))
    apply(store, edits.delete_boxes(store, [box.id for box in store.boxes(opened)]))
    assert len(find_alike(plan_comparison(store), Reader(store))) == len(first) - 1


def test_only_frames_that_teaching_has_to_do_with_are_read(store: Store) -> None:
    b, e = store.frame_ids()[1], store.frame_ids()[4:]
    for frame_id in (b, *e):
        apply(store, edits.reopen_frame(store, frame_id))
        apply(store, edits.delete_boxes(store, [box.id for box in store.boxes(frame_id)]))
    reader = Reader(store)
    assert len(find_alike(plan_comparison(store), reader)) == 1
    assert [name for name, _ in reader.reads] == ["a.png", "c.jpg", "d.png"]


def test_a_copy_of_a_pinned_picture_is_not_taught(store: Store) -> None:
    ids = store.frame_ids()
    apply(store, edits.pin_frames(store, [ids[1]]))
    manifest = read_manifest(prepare_run(store, read_frame=Reader(store)))
    assert manifest.ids("pinned") == (ids[1],)
    assert manifest.ids("train") == (ids[0], ids[2])
    assert not any(store.frame(frame_id).taught for frame_id in ids[3:])


def test_a_frame_that_cannot_be_read_is_like_no_other(store: Store) -> None:
    def read(path: Path, kind: str, index: int) -> Image:
        if path.name == "a.png":
            raise PlainError("It is gone.")
        return FrameReader(store.cache_dir).read(path, kind, index)

    assert len(find_alike(plan_comparison(store), read)) == 2


@pytest.mark.parametrize("damage", [b"", b"no such thing", b"\x81\xa1a\xc4\x01b"])
def test_a_damaged_cache_costs_time_only(store: Store, damage: bytes) -> None:
    expected = find_alike(plan_comparison(store), Reader(store))
    kept = [path for path in store.cache_dir.iterdir() if path.name.startswith("frame-")]
    whole = [path.read_bytes() for path in kept]
    assert len(whole) == 2
    for path in kept:
        path.write_bytes(damage)
    for frame in (store.cache_dir / "teach").iterdir():
        frame.write_bytes(damage)
    assert find_alike(plan_comparison(store), Reader(store)) == expected
    assert [path.read_bytes() for path in kept] == whole


def test_cancelling(store: Store) -> None:
    reader = Reader(store)
    with pytest.raises(Cancelled):
        find_alike(plan_comparison(store), reader, cancelled=lambda: len(reader.reads) == 3)
    assert len(reader.reads) == 3


def test_a_cache_that_cannot_be_written_is_told(store: Store) -> None:
    (store.cache_dir / "teach").write_bytes(b"in the way")
    with pytest.raises(ProjectError, match="free some space"):
        find_alike(plan_comparison(store), Reader(store))


def test_files_with_the_same_content_are_not_compared(folder: Path) -> None:
    pictures = folder / "pictures"
    pictures.mkdir()
    data = cv2.imencode(".png", scene(1))[1].tobytes()
    for name in ("a.png", "b.png"):
        (pictures / name).write_bytes(data)
    save(pictures / "c.png", encoded(scene(1)[:, :, ::-1]))
    with Store.create(folder / "p.foveate", ["cat"]) as store:
        add_media(store, [pictures])
        for frame_id in store.frame_ids():
            draw(store, frame_id)
        a, _, c = (media.id for media in store.media())
        assert find_alike(plan_comparison(store), Reader(store)) == {c: a}
