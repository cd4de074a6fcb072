"""From the project to a data set in a format that other programs read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from app.interchange import coco, voc, yolo
from app.interchange.labels import InterchangeError, LabelledBox, LabelledImage
from app.interchange.naming import frame_names, media_root
from app.interchange.staging import staged_file, staged_folder
from app.project.records import Box, BoxState, Frame, Media, ObjectClass

if TYPE_CHECKING:
    from app.interchange.pictures import Picture
    from app.project.store import Store

Format = Literal["voc", "coco", "yolo"]

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


@dataclass(frozen=True)
class ExportPlan:
    """Everything an export needs of the project; made by `plan_export`."""

    dest: Path
    format: Format
    labelled: tuple[_Labelled, ...]
    classes: tuple[ObjectClass, ...]
    originals: tuple[Path, ...]
    cache_dir: Path
    copy_images: bool
    left_out: int


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
    """`plan_export`, then `write_export`."""
    plan = plan_export(store, dest, format, with_suggestions=with_suggestions, copy_images=copy_images)
    return write_export(plan, force=force, progress=progress, cancelled=cancelled)


def plan_export(
    store: Store, dest: Path, format: Format, *, with_suggestions: bool = False, copy_images: bool = False
) -> ExportPlan:
    """Collect the confirmed boxes of all frames that have one or are reviewed.

    Reads no file, but of reviewed pictures that nobody has looked into their size.

    Args:
        dest: A folder; for COCO without pictures also a file, NAME.json.
        with_suggestions: Suggestions too.
        copy_images: Put the pictures beside the labels; frames of videos become PNG files.

    Raises:
        MediaError: Such a picture cannot be read.
    """
    labelled = _collect(store, with_suggestions)
    media = store.media()
    return ExportPlan(
        dest=dest.absolute(),
        format=format,
        labelled=tuple(labelled),
        classes=store.classes(),
        originals=(store.folder.absolute(), *(store.media_path(item).absolute() for item in media)),
        cache_dir=store.cache_dir,
        copy_images=copy_images,
        left_out=len(store.frame_ids()) - len(labelled),
    )


def write_export(
    plan: ExportPlan,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write an export whole or not at all; needs no project, so it can be done on any thread.

    Args:
        force: Replace an earlier export.
        progress: Told (pictures done, pictures in all) while they are copied.

    Raises:
        InterchangeError: The destination is not free, or cannot be written; nothing was written then.
        MediaError: A picture that should be copied cannot be read; nothing was written then.
        Cancelled: `cancelled` said so; nothing was written then.
    """
    images = [item.image for item in plan.labelled]
    pictures: list[Picture] = []
    if plan.copy_images:
        pictures = _pictures(plan.labelled)
        images = [
            replace(image, file_name=picture.name) for image, picture in zip(images, pictures, strict=True)
        ]
    if plan.format == "coco" and plan.dest.suffix.lower() == ".json":
        if plan.copy_images:
            raise InterchangeError(
                f"Pictures cannot be copied into {plan.dest}; name a folder instead of a file."
            )
        with staged_file(plan.dest, force=force) as path:
            _write_coco(plan, images, path)
    else:
        written = _WRITTEN[plan.format]
        with staged_folder(plan.dest, force=force, replaceable=written, originals=plan.originals) as folder:
            _write_labels(plan, images, folder)
            if pictures:
                from app.interchange.pictures import write_pictures

                target = folder / _IMAGE_FOLDERS[plan.format]
                write_pictures(pictures, target, plan.cache_dir, progress, cancelled)
    boxes = sum(len(image.boxes) for image in images)
    return ExportReport(len(images), boxes, len(pictures), plan.left_out)


def _collect(store: Store, with_suggestions: bool) -> list[_Labelled]:
    media = {item.id: item for item in store.media()}
    paths = {item.id: store.media_path(item).absolute() for item in media.values()}
    class_names = {item.id: item.name for item in store.classes()}
    frames = store.frames()
    names = frame_names(list(media.values()), paths, frames)
    states = {BoxState.CONFIRMED, BoxState.SUGGESTED} if with_suggestions else {BoxState.CONFIRMED}
    counts = store.counts()
    labelled = []
    for frame in frames:
        present = store.boxes(frame.id) if frame.id in counts else ()
        boxes = [_box(box, class_names) for box in present if box.state in states]
        if boxes or frame.reviewed:
            item = media[frame.media_id]
            if not frame.width:
                frame = _sized(frame, paths[item.id])
            image = _image(frame, item, paths[item.id], names[frame.id], boxes)
            labelled.append(_Labelled(frame, item, paths[item.id], image))
    return labelled


def _sized(frame: Frame, path: Path) -> Frame:
    """The frame of a picture that nobody has looked into yet."""
    from app.media.images import probe_image

    width, height = probe_image(path)
    return msgspec.structs.replace(frame, width=width, height=height)


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


def _write_labels(plan: ExportPlan, images: Sequence[LabelledImage], folder: Path) -> None:
    if plan.format == "voc":
        voc.write(images, folder)
    elif plan.format == "yolo":
        yolo.write(images, [item.name for item in plan.classes], folder)
    else:
        _write_coco(plan, images, folder / coco.FILE_NAME)


def _write_coco(plan: ExportPlan, images: Sequence[LabelledImage], path: Path) -> None:
    where = coco.IMAGES if plan.copy_images else _pictures_seen_from(plan)
    coco.write(images, [(item.id, item.name) for item in plan.classes], path, info={"image_folder": where})


def _pictures_seen_from(plan: ExportPlan) -> str:
    """The relative path from a COCO file to the folder that all media share; "" if there is none."""
    root = media_root(plan.originals[1:])
    folder = plan.dest.parent if plan.dest.suffix.lower() == ".json" else plan.dest
    try:
        return "" if root is None else Path(os.path.relpath(root, folder)).as_posix()
    except ValueError:  # another drive
        return ""
