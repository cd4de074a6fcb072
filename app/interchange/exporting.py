"""From the project to a data set in a format that other programs read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from app.interchange import coco, voc, yolo
from app.interchange.labels import InterchangeError, LabelledBox, LabelledImage
from app.interchange.naming import frame_names, media_root
from app.interchange.staging import staged_file, staged_folder
from app.project.records import Box, BoxState, Frame, Media

if TYPE_CHECKING:
    from app.interchange.pictures import Picture
    from app.project.store import Store

Format = Literal["voc", "coco", "yolo"]
FORMATS: tuple[Format, ...] = ("voc", "coco", "yolo")

_WRITTEN: dict[Format, frozenset[str]] = {
    "voc": frozenset({voc.ANNOTATIONS, voc.IMAGES, "ImageSets"}),
    "coco": frozenset({coco.FILE_NAME, coco.IMAGES}),
    "yolo": frozenset({yolo.LABELS, yolo.IMAGES, "data.yaml"}),
}
_IMAGE_FOLDERS: dict[Format, str] = {"voc": voc.IMAGES, "coco": coco.IMAGES, "yolo": yolo.IMAGES}


@dataclass(frozen=True)
class ExportReport:
    """What an export wrote.

    Attributes:
        left_out: Frames without a box that nobody reviewed: an empty label would say that they are empty.
    """

    frames: int
    boxes: int
    copied: int
    left_out: int


@dataclass(frozen=True)
class _Labelled:
    """A frame on its way out, with where it comes from."""

    frame: Frame
    media: Media
    path: Path
    image: LabelledImage


def export_labels(
    store: Store,
    dest: Path,
    format: Format,
    *,
    with_suggestions: bool = False,
    copy_images: bool = False,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the confirmed boxes of all frames that have one or are reviewed, whole or not at all.

    Args:
        dest: A folder, new or empty; for COCO without pictures also a file, NAME.json.
        with_suggestions: Write suggestions too.
        copy_images: Put the pictures beside the labels; frames of videos become PNG files.
        force: Replace an earlier export.
        progress: Told (pictures done, pictures in all) while they are copied.

    Raises:
        InterchangeError: `dest` is not free, or cannot be written; nothing was written then.
        MediaError: A picture that should be copied cannot be read; nothing was written then.
        Cancelled: `cancelled` said so; nothing was written then.
    """
    dest = dest.absolute()
    labelled = _collect(store, with_suggestions)
    pictures: list[Picture] = []
    if copy_images:
        pictures = _pictures(labelled)
        labelled = [
            replace(item, image=replace(item.image, file_name=picture.name))
            for item, picture in zip(labelled, pictures, strict=True)
        ]
    images = [item.image for item in labelled]
    if format == "coco" and dest.suffix.lower() == ".json":
        if copy_images:
            raise InterchangeError(f"Pictures cannot be copied into {dest}; name a folder instead of a file.")
        with staged_file(dest, force=force) as path:
            _write_coco(store, images, path, _pictures_seen_from(store, dest.parent))
    else:
        keep = [store.folder.absolute(), *(store.media_path(media).absolute() for media in store.media())]
        with staged_folder(dest, force=force, replaceable=_WRITTEN[format], originals=keep) as folder:
            if format == "voc":
                voc.write(images, folder)
            elif format == "yolo":
                yolo.write(images, [item.name for item in store.classes()], folder)
            else:
                where = coco.IMAGES if copy_images else _pictures_seen_from(store, dest)
                _write_coco(store, images, folder / coco.FILE_NAME, where)
            if copy_images:
                from app.interchange.pictures import write_pictures

                write_pictures(
                    pictures, folder / _IMAGE_FOLDERS[format], store.cache_dir, progress, cancelled
                )
    return ExportReport(
        frames=len(images),
        boxes=sum(len(image.boxes) for image in images),
        copied=len(pictures),
        left_out=len(store.frames()) - len(images),
    )


def _collect(store: Store, with_suggestions: bool) -> list[_Labelled]:
    media = {item.id: item for item in store.media()}
    paths = {item.id: store.media_path(item).absolute() for item in media.values()}
    class_names = {item.id: item.name for item in store.classes()}
    frames = store.frames()
    names = frame_names(list(media.values()), paths, frames)
    states = {BoxState.CONFIRMED, BoxState.SUGGESTED} if with_suggestions else {BoxState.CONFIRMED}
    labelled = []
    for frame in frames:
        boxes = [_box(box, class_names) for box in store.boxes(frame.id) if box.state in states]
        if boxes or frame.reviewed:
            item = media[frame.media_id]
            image = _image(frame, item, paths[item.id], names[frame.id], boxes)
            labelled.append(_Labelled(frame, item, paths[item.id], image))
    return labelled


def _box(box: Box, class_names: dict[int, str]) -> LabelledBox:
    score = box.score if box.state == BoxState.SUGGESTED else None
    return LabelledBox(class_names[box.class_id], box.x1, box.y1, box.x2, box.y2, score=score)


def _image(
    frame: Frame, media: Media, path: Path, name: PurePosixPath, boxes: Sequence[LabelledBox]
) -> LabelledImage:
    of_video = media.kind == "video"
    return LabelledImage(
        file_name=str(name),
        width=frame.width,
        height=frame.height,
        boxes=tuple(boxes),
        video=str(name.with_name(path.name)) if of_video else "",
        frame_index=frame.index if of_video else None,
        timestamp_ms=frame.timestamp_ms if of_video else None,
        reviewed=frame.reviewed,
    )


def _pictures(labelled: Sequence[_Labelled]) -> list[Picture]:
    from app.interchange.pictures import Picture, copied_as_is

    pictures = []
    for item in labelled:
        name, as_is = item.image.file_name, copied_as_is(item.media, item.path)
        if not as_is:
            name = str(PurePosixPath(name).with_suffix(".png"))
        pictures.append(Picture(item.frame, item.media, item.path, name, as_is))
    return pictures


def _write_coco(store: Store, images: Sequence[LabelledImage], path: Path, pictures: str) -> None:
    classes = [(item.id, item.name) for item in store.classes()]
    coco.write(images, classes, path, info={"image_folder": pictures})


def _pictures_seen_from(store: Store, folder: Path) -> str:
    """The relative path from an export's folder to the folder that all media share; "" if there is none."""
    root = media_root([store.media_path(media).absolute() for media in store.media()])
    if root is None:
        return ""
    try:
        return Path(os.path.relpath(root, folder)).as_posix()
    except ValueError:  # another drive
        return ""
