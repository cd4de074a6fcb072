"""The demo's project: drawn pictures, a detector for two of three classes, some frames already reviewed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np

from app.demo import material
from app.demo.scenes import CLASSES, Scene, draw_scene
from app.project.edits import pin_frames
from app.project.incoming_edits import add_labels
from app.project.library import add_media
from app.project.records import Edit, FrameLabels, Label
from app.project.store import Store
from app.project.versions import activate, import_model
from retinanet_core.errors import PlainError
from retinanet_core.types import Image

PROJECT_NAME = material.PROJECT_NAME
PICTURES_NAME = "pictures"

_JPEG_QUALITY = 92
_ASK_SECONDS = 0.1

Progress = Callable[[int, int], object]
"""Told how many pictures are drawn, of how many."""


class DemoError(PlainError):
    """The demo cannot be set up or carried out."""


def prepare(folder: Path, *, progress: Progress | None = None) -> Path:
    """Make the demo in `folder` unless it is there already, whole or not at all. Takes about ten seconds.

    The pictures are in `folder`/pictures. The last `material.REVIEWED` frames are reviewed with all three classes,
    so that a visitor can teach at once, and `material.PINNED` of them are pinned; the others are open.

    Args:
        folder: Does not exist, is empty, or holds the demo.
        progress: Told about each picture drawn.

    Returns:
        The project's folder.

    Raises:
        DemoError: The folder holds something else, or cannot be written.
        ProjectError: The project cannot be made.
    """
    folder = folder.absolute()
    project = folder / PROJECT_NAME
    if project.is_dir():
        return project
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DemoError(f"The folder {folder} holds other files; choose an empty folder for the demo.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as temporary:
            staged = Path(temporary) / folder.name
            _make(staged, progress)
            if folder.exists():
                folder.rmdir()
            staged.rename(folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise DemoError(f"The demo cannot be written to {folder} ({why}); choose another folder.") from error
    return project


def renew(folder: Path, *, progress: Progress | None = None) -> Path:
    """Make the demo anew in place of the one in `folder`, which goes only when the new one is whole.

    Nobody has its project open. Arguments, result and errors as with `prepare`.
    """
    folder = folder.absolute()
    if not (folder / PROJECT_NAME).is_dir():
        return prepare(folder, progress=progress)
    aside = folder.with_name(f".{folder.name}.before")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
    except OSError as error:
        why = error.strerror or str(error)
        raise DemoError(f"The demo in {folder} cannot be made anew ({why}).") from error
    try:
        project = prepare(folder, progress=progress)
    except BaseException:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    return project


def truth_of(picture: Path) -> Scene:
    """What the generator knows about one of the demo's pictures."""
    number = int(picture.stem.rpartition("-")[2])
    return draw_scene(material.FIRST_SEED + number - 1)


def labels_of(scene: Scene) -> list[Label]:
    """The true boxes of a scene as labels."""
    return [
        Label(CLASSES[label], *box)
        for box, label in zip(scene.boxes.tolist(), scene.labels.tolist(), strict=True)
    ]


def _make(folder: Path, progress: Progress | None) -> None:
    pictures = folder / PICTURES_NAME
    pictures.mkdir(parents=True)
    labels: list[list[Label]] = []
    with closing(_scenes(progress or (lambda _done, _total: None))) as scenes:
        for number, scene in enumerate(scenes, start=1):
            (pictures / f"finds-{number:02d}.jpg").write_bytes(_jpeg(scene.image))
            labels.append(labels_of(scene))
    with Store.create(folder / PROJECT_NAME, CLASSES) as store:
        add_media(store, [pictures])
        if material.DETECTOR_FOLDER.is_dir():
            activate(store, import_model(store, material.DETECTOR_FOLDER).id)
        frame_ids = [frame.id for frame in store.frames()]
        reviewed = list(zip(frame_ids, labels, strict=True))[-material.REVIEWED :]
        labelled = [FrameLabels(*pair) for pair in reviewed]
        _apply(store, add_labels(store, labelled, reviewed=True, declared=CLASSES))
        apart = material.REVIEWED // material.PINNED
        _apply(store, pin_frames(store, [frame_id for frame_id, _ in reviewed[::apart]]))


def _scenes(progress: Progress) -> Generator[Scene, None, None]:
    """The demo's scenes in order; drawing is mostly numpy and OpenCV, which let two threads work at a time.

    `progress` may end it by raising at any time: nobody waits for a picture that is half drawn.
    """
    pool = ThreadPoolExecutor(max_workers=2)
    try:
        seeds = range(material.FIRST_SEED, material.FIRST_SEED + material.PICTURES)
        for number, future in enumerate([pool.submit(draw_scene, seed) for seed in seeds]):
            while not wait([future], timeout=_ASK_SECONDS).done:
                progress(number, material.PICTURES)
            progress(number + 1, material.PICTURES)
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _apply(store: Store, edit: Edit | None) -> None:
    if edit is not None:
        store.apply(edit)


def _jpeg(image: Image) -> bytes:
    done, data = cv2.imencode(
        ".jpg", np.ascontiguousarray(image[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    )
    if not done:
        raise DemoError("A demo picture could not be encoded as JPEG.")
    return data.tobytes()
