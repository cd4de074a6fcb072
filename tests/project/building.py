"""Small projects for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.project import edits
from app.project.id_sets import pack
from app.project.learned import SNAPSHOT
from app.project.records import (
    Box,
    BoxOrigin,
    BoxState,
    Edit,
    FrameSuggestions,
    Media,
    NewMedia,
    Suggestion,
    Version,
    VersionStatus,
)
from app.project.rows import change
from app.project.store import Store

WIDTH, HEIGHT = 640, 480


def fast_folder() -> Path | None:
    """A folder in memory where there is one: what is tested there is not how durable the disk is."""
    shm = Path("/dev/shm")
    return shm if shm.is_dir() else None


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="foveate-test-", dir=fast_folder())


def image_row(path: str, *, fingerprint: str = "", width: int = WIDTH, height: int = HEIGHT) -> NewMedia:
    media = Media(
        id=0, kind="image", path=path, size=1, mtime_ns=1, fingerprint=fingerprint or f"content of {path}",
        width=width, height=height, frame_count=1,
    )  # fmt: skip
    return NewMedia(media=media, timestamps_ms=[None])


def video_row(path: str, frames: int, *, fingerprint: str = "") -> NewMedia:
    media = Media(
        id=0, kind="video", path=path, size=1, mtime_ns=1, fingerprint=fingerprint or f"content of {path}",
        width=WIDTH, height=HEIGHT, frame_count=frames,
    )  # fmt: skip
    return NewMedia(media=media, timestamps_ms=[40.0 * n for n in range(frames)])


def apply(store: Store, edit: Edit | None) -> None:
    assert edit is not None
    store.apply(edit)


def add_images(store: Store, count: int) -> tuple[int, ...]:
    """Add `count` images and return the ids of their frames."""
    before = set(store.frame_ids())
    start = len(store.media())
    apply(store, edits.add_media_rows(store, [image_row(f"i{start + n:04}.png") for n in range(count)]))
    return tuple(frame_id for frame_id in store.frame_ids() if frame_id not in before)


def new_store(folder: Path, classes: Sequence[str] = ("cat", "dog"), frames: int = 3) -> Store:
    """A project with some image frames of 640x480 in `folder`/p.foveate."""
    store = Store.create(folder / "p.foveate", classes)
    if frames:
        add_images(store, frames)
    return store


def draw(store: Store, frame_id: int, class_id: int = 1, rect: Sequence[float] = (10, 10, 50, 50)) -> int:
    """Draw a box and return its id."""
    edit = edits.draw_box(store, frame_id, class_id, rect)
    store.apply(edit)
    return edit.changes[0].id


def suggest(store: Store, frame_id: int, *boxes: Suggestion, version: int = 1) -> list[int]:
    """Set the suggestions of a frame and return the ids of those that are there then."""
    store.set_suggestions([FrameSuggestions(frame_id, version, boxes)])
    return [box.id for box in store.boxes(frame_id) if box.state is BoxState.SUGGESTED]


def taught_version(
    version_id: int,
    revision: int,
    created: float = 0.0,
    *,
    train: Sequence[int] = (),
    parent: int | None = None,
) -> Version:
    """A version in use that learned from these frames when the project had seen so many writes."""
    snapshot = {"revision": revision, "created": created, "train": pack(train), "pinned": []}
    return Version(
        id=version_id, parent_id=parent, created_at=0, status=VersionStatus.ACCEPTED, report={SNAPSHOT: snapshot}
    )  # fmt: skip


def content(store: Store) -> dict[str, object]:
    """Everything that undo is about, to be compared."""
    return {
        "classes": store.classes(),
        "media": store.media(),
        "frames": store.frames(),
        "boxes": {frame_id: store.boxes(frame_id) for frame_id in store.frame_ids()},
        "counts": dict(store.counts()),
        "class_counts": dict(store.class_counts()),
        "totals": store.totals(),
    }


def assert_same_on_disk(store: Store) -> None:
    """What a copy of the files, opened anew, says is what the store says."""
    with Store.open(store.folder) as other:
        assert other.read_only
        assert content(other) == content(store)
        assert other.undo_edit() == store.undo_edit()
        assert other.redo_edit() == store.redo_edit()
        assert other.versions() == store.versions()
        assert other.active_version() == store.active_version()
        assert dict(other.corrected_frames()) == dict(store.corrected_frames())


def imported_suggestion(store: Store, frame_id: int, class_id: int = 1) -> int:
    """A suggestion that came from a file."""
    (box_id,) = store.new_ids("box")
    box = Box(
        id=box_id, frame_id=frame_id, class_id=class_id, x1=1, y1=2, x2=3, y2=4,
        state=BoxState.SUGGESTED, origin=BoxOrigin.IMPORT,
    )  # fmt: skip
    store.apply(Edit(kind="import labels", changes=(change(None, box),)))
    return box_id
