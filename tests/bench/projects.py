"""Real projects for benchmarks, and teaching in them as the program does: snapshot, child, adoption, acceptance."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.media.frames import FrameReader
from app.project.edits import pin_frames
from app.project.incoming_edits import add_labels
from app.project.library import add_media
from app.project.preparing import prepare_run
from app.project.records import Edit, FrameLabels, Label, Version
from app.project.store import Store
from app.project.versions import accept, adopt
from tests.bench.material import Picture
from tests.bench.teach_runs import Taught, carry_out, result_of


def make_project(folder: Path, pictures: Sequence[Picture], classes: Sequence[str]) -> Store:
    """A new project `folder` (NAME.foveate) with these pictures, in their order, and classes."""
    store = Store.create(folder, classes)
    add_media(store, [picture.path for picture in pictures])
    return store


def frame_ids(store: Store) -> dict[Path, int]:
    """The frame of each picture."""
    return {store.media_path(store.media_by_id(frame.media_id)): frame.id for frame in store.frames()}


def label(store: Store, pictures: Iterable[Picture]) -> list[int]:
    """Complete the frames of pictures with their boxes; returns the frames."""
    frames = frame_ids(store)
    labels = [
        FrameLabels(frames[picture.path], [Label(box.name, *box.rect) for box in picture.boxes])
        for picture in pictures
    ]
    known = [item.name for item in store.classes()]
    apply(store, add_labels(store, labels, reviewed=True, declared=known))
    return [item.frame_id for item in labels]


def label_pinned(store: Store, pictures: Iterable[Picture]) -> None:
    """The same, and pin them."""
    apply(store, pin_frames(store, label(store, pictures)))


def teach(store: Store, *, minutes: float, seed: int) -> tuple[Version, Taught]:
    """Teach from the active version, and use the result if it is better.

    Returns:
        The new version, and the run with the seconds from pressing the button to the end of all this.
    """
    started = time.perf_counter()
    with FrameReader(store.cache_dir) as reader:
        run = prepare_run(
            store, read_frame=reader.read, minutes=minutes, seed=seed, parent=store.active_version()
        )
    carry_out(run)
    version = adopt(store, run)
    if version.report["verdict"] == "better":
        accept(store, version.id)
    return version, result_of(run, time.perf_counter() - started)


def apply(store: Store, edit: Edit | None) -> None:
    """Apply an edit if there is anything to change."""
    if edit is not None:
        store.apply(edit)
